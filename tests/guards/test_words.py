"""The words on screen and on paper are plain ones, and nothing in the house speaks of anything but the field."""

import ast
import re

import pytest
from django.template import engines
from jinja2 import nodes

from tests.guards import house

# What is said instead stands beside it. Names of things that schemes call so are left: "case conference", the law's titles.
AVOID = {
    r"\boffenders?\b(?! manag)": "the person's name, person on the scheme",
    r"\bnominals?\b|\bservice users?\b|\bdata subjects?\b": "the person's name, person on the scheme",
    r"\bPOPs?\b": "person on the scheme",
    r"\bde-?regist\w+|\bde-?select\w+": "leave the scheme",
    r"\bexit strateg\w+": "leaving plan",
    r"\bDNA\b|\bFT[AC]\b|\bUTA\b": "did not attend",
    r"\b(un)?acceptable absences?\b": "missed, with or without a good reason",
    r"\bSMART\b|\binterventions?\b": "action",
    r"\bmatrix weighting\b": "why this score",
    r"\bredacted\b|\bwithheld\b|\bLAO\b": "not shown to you",
    r"\bbreak-?glass\b": "emergency access",
    r"\bPNCID\b|\bNOMS no\b": "PNC number, prison number",
    r"\bplease select\b|\bdropdown\b": "Select, Choose",
    r"\bclick here\b": "what the link leads to",
    r"\b(ca|do|does|did|is|are|was|were|wo|would|should|could|have|has|had)n['’]t\b": "no contractions with not",
}


def spoken():
    """(place, text) of everything templates and models say: plain text of pages, labels, help and choices."""
    environment = engines["jinja2"].env
    for name, text in house.templates().items():
        tree = environment.parse(text)
        plain = " ".join(part.data for part in tree.find_all(nodes.TemplateData))
        said = " ".join(part.value for part in tree.find_all(nodes.Const) if isinstance(part.value, str))
        yield f"templates/{name}", re.sub(r"<[^>]*>", " ", plain) + " " + said
    for model in house.models():
        for field in model._meta.local_fields:
            for _, words in field.flatchoices:
                yield f"{model._meta.label}.{field.name}", str(words)


def forms():
    """Words of forms and views: every text of a form, a message or an answer in the code that pages come from."""
    for module, tree in house.modules().items():
        if not re.search(r"/(forms|views|pages|home|changes)\b", module):
            continue
        explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
                yield f"{module}:{node.lineno}", node.value if " " in node.value else ""


@pytest.mark.parametrize("pattern", AVOID)
def test_plain_words_on_screen(pattern):
    found = [
        (place, match.group()) for place, text in [*spoken(), *forms()] if (match := re.search(pattern, text, re.I))
    ]
    assert found == [], f"say: {AVOID[pattern]}"


def test_the_list_of_words_catches_what_it_names():
    for said in ("The offender left", "She was de-selected", "DNA on Monday", "You don't have to", "Please select one"):
        assert [pattern for pattern in AVOID if re.search(pattern, said, re.I)], said


# Nothing that is built or shipped says how it was made, or looks like the government's own pages.
HOUSE = {
    r"GDS Transport|govuk-crest|royal arms|opengraph": "no brand of the government's",
    r"\b(chatgpt|copilot|openai|anthropic|claude|language model|ai[- ]generated)\b": "how it was made",
    r"\bTODO\b|\bFIXME\b|\bXXX\b": "unfinished work",
    r"\b(issue|session) #?\d+\b": "the diary of the work",
    r"/work/(wt|main|shared)|/root/": "folders of one machine",
}


@pytest.mark.parametrize("pattern", HOUSE)
def test_nothing_but_the_field_is_spoken_of(pattern):
    kinds = (".py", ".html", ".css", ".js", ".md", ".sql", ".toml", ".txt", ".in", ".svg", ".yml", ".csv", ".json")
    found = [
        f"{house.name(file)}: {match.group()}"
        for file in house.files(*kinds)
        if file.name != "test_words.py" and (match := re.search(pattern, file.read_text(errors="replace"), re.I))
    ]
    assert [line for line in found if not line.startswith(REMOVING)] == []


# What takes the government's marks out of the front-end files has to name them.
REMOVING = ("bootstrap/frontend.py", "ppo/assets.py", "tests/ppo/test_assets.py")

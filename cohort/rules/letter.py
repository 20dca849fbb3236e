"""How a letter to the person is built: the scheme's words, what is filled in, and whether it reads easily.

A wording is plain text. A line that begins with `# ` is a heading, one with `- ` an item of a list, an empty line ends a
paragraph. `{name}` and the like are filled in; nothing else in braces means anything, and no word of it is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

LONGEST = 14  # words of a sentence: under 15

PLACEHOLDERS = {
    "name": "the person's given name",
    "area": "the area of the scheme",
    "since": "the day the person came on",
    "left": "the day the person left",
    "why": "why, in the words written for this person",
    "strands": "what the strands mean, a paragraph each",
    "basis": "what the basis of taking part means",
    "worker": "the lead worker",
    "contacts": "how many meetings a week",
    "months": "months without an arrest until leaving is looked at",
    "goes_on": "who carries on helping, in the words written for this person",
    "facts": "what another area is told, line by line",
    "sees": "who sees which kind of information",
    "complain": "whom to ring or tell",
}
NEEDED = {
    "brought_on": {"since", "why", "strands", "basis", "worker", "contacts", "months", "sees", "complain"},
    "area": {"name", "facts", "why", "goes_on", "worker"},
    "leaving": {"left", "why", "goes_on", "sees", "complain"},
}
NAMED = re.compile(r"\{(\w*)\}")
# What the person may not know of, or not from a letter. Whole words, in any letter case.
SEALED = (
    *("intelligence", "intel", "informant", "informants", "source report", "surveillance", "covert", "sealed", "mappa"),
    *("suspect", "suspects", "suspected", "suspicion", "score", "scored", "ranked", "ranking"),
)
SEALED_WORDS = re.compile(r"\b(" + "|".join(re.escape(word) for word in SEALED) + r")\b", re.IGNORECASE)
# Capitals together are an acronym; times and numbers are none.
ACRONYM = re.compile(r"\b[A-Z]{2,}s?\b")
END = re.compile(r"(?<=[.!?])\s+")


class Block(NamedTuple):
    """A heading, a paragraph, or the items of a list."""

    kind: str  # "heading", "words", "list"
    words: str = ""
    items: tuple[str, ...] = ()


def unknown(text: str) -> list[str]:
    """What stands in braces and is no placeholder, in order."""
    return [name for name in dict.fromkeys(NAMED.findall(text)) if name not in PLACEHOLDERS]


def missing(text: str, kind: str) -> list[str]:
    """Placeholders without which a letter of this kind would not say what it must."""
    return sorted(NEEDED[kind] - set(NAMED.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in, in one pass: braces in what somebody typed stay as they are."""
    return NAMED.sub(lambda found: values.get(found[1], found[0]), text)


def blocks(text: str) -> list[Block]:
    """Headings, paragraphs and lists, in order. Lines of one kind that follow each other belong together."""
    found: list[Block] = []
    for kind, lines in groupby(map(str.strip, text.splitlines()), key=_kind):
        said = [line.removeprefix("# ").removeprefix("- ").strip() for line in lines]
        if kind == "heading":
            found += [Block(kind, words) for words in said]
        elif kind == "list":
            found.append(Block(kind, items=tuple(said)))
        elif kind:
            found.append(Block(kind, " ".join(said)))
    return found


def _kind(line: str) -> str:
    if line.startswith("# "):
        return "heading"
    return "list" if line.startswith("- ") else "words" if line else ""


def sentences(text: str) -> list[str]:
    """Every sentence that is read as one: of paragraphs and of items of lists; headings are none."""
    found = []
    for block in blocks(text):
        for words in (block.words, *block.items) if block.kind != "heading" else ():
            found += [part for part in END.split(words) if part]
    return found


def too_long(text: str) -> list[str]:
    """Sentences of more than 14 words. What stands in a list after a colon is read as a list."""
    return [one for one in sentences(text) if len(one.partition(": ")[0].split()) > LONGEST]


def sealed(text: str) -> list[str]:
    """Words that must not stand in a letter, as they are written in it."""
    return list(dict.fromkeys(found[0] for found in SEALED_WORDS.finditer(text)))


def acronyms(text: str) -> list[str]:
    return list(dict.fromkeys(ACRONYM.findall(text)))


STRANDS = {
    "prevent_deter": "We want to help you early. Workers will help you stay out of trouble.",
    "catch_convict": "The police will look out for you more. If you break the law, things will move fast.",
    "rehabilitate_resettle": "People will help you change things. This can be a home, work, training or treatment.",
}
BASES = {
    "order": "A court made an order about you. Your order says what you must do.",
    "licence": "You are on licence. A licence is the rules you must keep after prison.",
    "voluntary": "You choose to take part. You can say no at any time.",
    "refused": "You said no to our help. You can say yes at any time.",
    "": "Your worker will tell you which parts you must do.",
}
EVERYONE = "Everyone who works with you can see:"
SOME = "Only some of them can see:"
OWN = "Only those who wrote it down can see:"


def who_sees(lines: list[tuple[str, list[str], list[str]]], agencies: int) -> str:
    """Who sees which kind of information as lists. `lines`: its words, agencies that see all, agencies that see a part.

    `agencies`: how many work with the person; what all of them see is said once.
    """
    everyone = [words for words, whole, _ in lines if agencies and len(whole) == agencies]
    nobody = [words for words, whole, part in lines if not whole and not part]
    some = [
        f"{words}: " + "; ".join([", ".join(whole)] * bool(whole) + [f"only a part, {', '.join(part)}"] * bool(part))
        for words, whole, part in lines
        if (whole or part) and words not in everyone
    ]
    parts = [
        "\n".join([title, "", *(f"- {one}" for one in found)])
        for title, found in ((EVERYONE, everyone), (SOME, some), (OWN, nobody))
        if found
    ]
    return "\n\n".join(parts)

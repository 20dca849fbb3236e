"""The macros we draw with give the HTML that the installed GOV.UK Frontend documents, white space aside."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template import engines

COMPONENTS = Path(__file__).resolve().parents[2] / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
USED = {
    "breadcrumbs",
    "checkboxes",
    "error-message",
    "error-summary",
    "fieldset",
    "file-upload",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "pagination",
    "password-input",
    "radios",
    "select",
    "skip-link",
    "textarea",
    "warning-text",
}
# Of these we use less than everything: what we leave out may differ.
IN_PART = {"service-navigation": {"with right-aligned language navigation", "with `inline` end slot"}}


def nodes(html):
    """Tags with sorted attributes and words with single spaces: all that is the same however the source is laid out."""
    return children(BeautifulSoup(html, "html.parser"))


def children(node):
    found = []
    for child in node.children:
        if child.name:
            attrs = {key: " ".join(value) if isinstance(value, list) else value for key, value in child.attrs.items()}
            found.append((child.name, sorted(attrs.items()), children(child)))
        elif words := " ".join(str(child).split()):
            found.append(words)
    return found


def fixtures():
    for component in sorted([*USED, *IN_PART]):
        for fixture in json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]:
            if fixture["name"] not in IN_PART.get(component, ()):
                yield pytest.param(component, fixture, id=f"{component}: {fixture['name']}")


def macro(component):
    template = engines["jinja2"].env.get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
    return getattr(template.module, "govuk" + "".join(part.title() for part in component.split("-")))


@pytest.mark.parametrize(("component", "fixture"), list(fixtures()))
def test_the_macro_gives_the_documented_html(component, fixture):
    assert nodes(str(macro(component)(fixture["options"]))) == nodes(fixture["html"])


def ours(file, name):
    return getattr(engines["jinja2"].env.get_template(f"components/{file}.html").module, name)


def documented(component, name):
    fixtures = json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]
    return nodes(next(fixture["html"] for fixture in fixtures if fixture["name"] == name))


def test_our_own_button_is_the_documented_one():
    button = ours("page", "button")
    assert nodes(str(button("Save and continue"))) == documented("button", "default")
    assert nodes(str(button("This is a link button", "/"))) == [
        ("a", sorted({"href": "/", "role": "button", "draggable": "false", "class": "govuk-button",
                      "data-module": "govuk-button"}.items()), ["This is a link button"])
    ]  # fmt: skip
    assert "govuk-button--secondary" in button("Look", kind="secondary")


def test_our_own_tag_is_the_documented_one():
    assert nodes(str(ours("page", "tag")("Grey", "grey"))) == documented("tag", "grey")


def test_our_own_details_are_the_documented_ones():
    template = '{% from "components/page.html" import details %}{% call details("Where to find it") %}Text{% endcall %}'
    (drawn,) = nodes(engines["jinja2"].from_string(template).render())
    (default,) = documented("details", "default")
    assert shape(drawn) == shape(default)


def test_our_own_summary_list_is_the_documented_one():
    drawn = nodes(str(ours("page", "summary_list")([("Name", "Sarah Philips"), ("Date of birth", "5 January 1978")])))
    (documented_list,) = documented("summary-list", "default")
    _, classes_of_list, drawn_rows = shape(drawn[0], depth=2)
    assert (classes_of_list, drawn_rows[0]) == (shape(documented_list)[1], shape(documented_list, depth=2)[2][0])


def test_our_own_table_is_the_documented_one_with_roles_written_out():
    template = (
        '{% from "components/table.html" import table, row, head_cell, cell %}'
        '{% call table("Months", ["Month", {"text": "Rate", "numeric": true}], stack=false) %}'
        '{% call row() %}{{ head_cell("January") }}{{ cell("Rate", "£85", numeric=true) }}{% endcall %}{% endcall %}'
    )
    soup = BeautifulSoup(engines["jinja2"].from_string(template).render(), "html.parser")
    assert [tag["role"] for tag in soup.find_all(["table", "thead", "tbody"])] == ["table", "rowgroup", "rowgroup"]
    assert {tag["role"] for tag in soup.find_all("th")} == {"columnheader", "rowheader"}
    known = BeautifulSoup("".join(html_of("table")), "html.parser")
    assert classes(soup) <= classes(known) | {("caption", "govuk-visually-hidden")}


def classes(soup):
    return {(tag.name, name) for tag in soup.find_all(class_=True) for name in tag["class"]}


def html_of(component):
    return [entry["html"] for entry in json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]]


def shape(node, depth=9):
    """Tag and classes, downwards: the words and ids are the page's own."""
    if isinstance(node, str):
        return "words"
    name, attrs, inside = node
    return (name, dict(attrs).get("class", ""), [shape(child, depth - 1) for child in inside] if depth else [])

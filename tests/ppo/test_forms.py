"""How forms are drawn: GOV.UK components, every error named twice, nothing asked in a way that cannot be answered."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import engines

from ppo.govuk import error_list
from sharing.form_fields import ClockField, DayField

LABELLED = forms.TextInput({"autocomplete": "off"})
HOW = [("a", "In progress"), ("b", "Done")]
AREAS = [("x", "Drugs"), ("y", "Money")]


class EveryKind(forms.Form):
    name = forms.CharField(
        label="Name", max_length=40, help_text="As on the order.", widget=forms.TextInput({"autocomplete": "off"})
    )
    points = forms.IntegerField(label="Points")
    day = DayField(label="Date of the visit")
    at = ClockField(label="Time", required=False)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    how = forms.ChoiceField(label="How is it going?", choices=HOW, widget=forms.RadioSelect)
    who = forms.ChoiceField(label="Who", choices=[("", "Choose"), ("p", "Police"), ("h", "Housing")])
    areas = forms.MultipleChoiceField(label="Areas", choices=AREAS, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label="They agreed", required=False)
    paper = forms.FileField(label="Paper")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput({"autocomplete": "current-password"}))
    version = forms.IntegerField(widget=forms.HiddenInput)


def drawn(form):
    return BeautifulSoup(str(form), "html.parser")


@pytest.fixture
def empty():
    return EveryKind({})


def test_every_error_of_the_summary_leads_to_a_field_that_says_it_too(empty):
    page = drawn(empty)
    lines = error_list(empty)
    assert len(lines) == len(empty.errors)
    for line in lines:
        if "href" not in line:
            continue
        target = page.find(id=line["href"][1:])
        assert target, line
        group = target.find_parent(class_="govuk-form-group")
        assert "Error:" in group.find(class_="govuk-error-message").text
        described = target.get("aria-describedby") or target.find_parent("fieldset")["aria-describedby"]
        assert all(page.find(id=part) for part in described.split())


def test_every_input_has_a_name_and_a_label_and_ids_are_unique(empty):
    page = drawn(empty)
    labels = {label["for"] for label in page.find_all("label")}
    for field in page.find_all(["input", "select", "textarea"]):
        assert field["name"]
        assert field.get("type") == "hidden" or field["id"] in labels
    ids = [part["id"] for part in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_a_missing_answer_is_asked_for_in_words(empty):
    assert [line["text"] for line in error_list(empty)] == [
        "Enter name.",
        "Enter points.",
        "Enter date of the visit.",
        "Answer “How is it going?”.",
        "Choose who.",
        "Choose areas.",
        "Choose paper.",
        "Enter password.",
        "Part of this form did not arrive. Load the page again and send it once more.",
    ]


def test_choices_stand_in_a_fieldset_with_one_legend():
    page = drawn(EveryKind())
    for name in ("how", "areas"):
        fieldset = page.find("input", {"name": name}).find_parent("fieldset")
        assert len(fieldset.find_all("legend")) == 1


def test_what_need_not_be_answered_says_so_in_words():
    page = drawn(EveryKind())
    optional = {tag.text.strip() for tag in page.find_all(["label", "legend"]) if "(optional)" in tag.text}
    assert optional == {"Note (optional)", "Time (optional)"}
    assert "*" not in page.text


def test_filters_do_not_say_optional():
    class Filters(forms.Form):
        mark_optional = False
        lead = forms.CharField(label="Lead worker", required=False)

    assert "(optional)" not in str(Filters())


def test_what_was_typed_comes_back_and_choices_stay_chosen():
    typed = {
        "name": "<b>Lee</b>",
        "day": "31/02/2026",
        "how": "b",
        "who": "h",
        "areas": ["y"],
        "agreed": "on",
        "note": "Met.",
    }
    page = drawn(EveryKind(typed))
    assert page.find("input", {"name": "name"})["value"] == "<b>Lee</b>"
    assert page.find("input", {"name": "day"})["value"] == "31/02/2026"
    assert page.find("textarea").text == "Met."
    assert {part["value"] for part in page.find_all("input", checked=True)} == {"b", "y", "on"}
    assert page.find("option", selected=True)["value"] == "h"
    assert not page.find("b")


def test_a_password_never_comes_back():
    page = drawn(EveryKind({"secret": "hunter22"}))
    assert "value" not in page.find("input", {"name": "secret"}).attrs


def test_numbers_are_text_with_a_number_pad():
    points = drawn(EveryKind()).find("input", {"name": "points"})
    assert (points["type"], points["inputmode"], points["spellcheck"]) == ("text", "numeric", "false")


def test_one_field_can_be_drawn_alone_and_laid_out():
    template = engines["jinja2"].from_string(
        '{% from "components/form.html" import field %}'
        '{{ field(form.how, inline=true, size="m", hints={"b": "Nothing is left."}) }}'
    )
    page = BeautifulSoup(template.render({"form": EveryKind()}), "html.parser")
    assert page.find(class_="govuk-radios--inline")
    assert page.find("legend", class_="govuk-fieldset__legend--m")
    assert page.find(class_="govuk-radios__hint").text.strip() == "Nothing is left."
    assert str(EveryKind()["how"].as_field_group()).count("govuk-radios__item") == 2


def test_a_widget_without_a_component_is_an_error_and_not_a_bare_input():
    class Odd(forms.Form):
        day = forms.DateField(widget=forms.SplitDateTimeWidget)

    with pytest.raises(TypeError, match=r"no GOV\.UK component"):
        str(Odd())


def test_a_name_that_no_view_gave_is_an_error_when_shown_and_a_test_when_asked():
    env = engines["jinja2"]
    assert env.from_string("{% if missing %}x{% endif %}").render() == ""
    for wrong in ("{{ missing }}", "{% for one in missing %}{% endfor %}"):
        with pytest.raises(Exception, match="'missing' is undefined"):
            env.from_string(wrong).render()


def test_text_mails_are_not_escaped_and_pages_are():
    from ppo.jinja2 import escaped

    assert not escaped("account/email/password_reset_key_message.txt")
    assert escaped("base.html")
    assert escaped(None)

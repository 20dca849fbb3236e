"""Shape and wording of a nomination: who it is, why now, and what must not be told to others."""

import re

from django import forms
from django.core.exceptions import ValidationError

from casework.identifiers import InvalidIdentifier, canonical_pnc
from casework.search import day_in, pnc_in
from cohort.changes.nomination import Said, Who
from cohort.models import Membership
from cohort.models.nomination import Source
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words

DATE_AT_END = re.compile(r"^(?P<name>.*?)[\s,]+(?P<day>\d{1,4}[\s/.\-](?:\d{1,2}|[A-Za-z]{3,})[\s/.\-]\d{2,4})$")
SOMEBODY_ELSE = "other"
TYPED = {"autocomplete": "off", "spellcheck": "false"}


class LookUpForm(forms.Form):
    who = forms.CharField(
        label="Who is it?",
        max_length=200,
        help_text="A PNC number, or the name and date of birth. For example, Max Reid 14/2/1996.",
        widget=forms.TextInput(TYPED),
        error_messages={"required": "Enter a PNC number, or a name and a date of birth."},
    )


def parts_of(text):
    """What a box for “PNC number, or name and date of birth” holds: family_name, given_names, date_of_birth, pnc_id.

    “Reid, Max” and “Max Reid” are one; what is not there is not in the result.
    """
    text = " ".join(text.split())
    if number := pnc_in(text):
        return {"pnc_id": number}
    found = {}
    if match := DATE_AT_END.match(text):
        if born := day_in(match["day"]):
            found["date_of_birth"], text = born, match["name"]
    elif born := day_in(text):
        return {"date_of_birth": born}
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        given, _, family = text.rpartition(" ")
    return found | {name: words for name, words in (("family_name", family), ("given_names", given)) if words}


class NominationForm(forms.Form):
    """What an agency says. `readers`: [(id, name)] of agencies that may be let read what must not be told to others."""

    mark_optional = False

    reason = forms.CharField(
        label="Why now?",
        max_length=20_000,
        widget=Words({"rows": 4}),
        help_text="The panel reads this. Leave out test results and what was told to you in confidence.",
        error_messages={"required": "Say why this person should be on the scheme now."},
    )
    strands = forms.MultipleChoiceField(
        label="What should the scheme do? (optional)",
        choices=Membership.Strand,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Somebody under 18 always goes to prevent and deter, led by the youth offending team.",
    )
    sources = forms.MultipleChoiceField(
        label="What does it rest on? (optional)",
        choices=Source,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    caution = forms.CharField(
        label="What must not be told to others?",
        max_length=20_000,
        required=False,
        widget=Words({"rows": 3}),
        help_text="Your agency reads it, and the agencies you tick. To everybody else nothing shows that you wrote it.",
    )
    readers = forms.TypedMultipleChoiceField(
        label="Who else may read that?", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, readers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = readers

    def clean(self):
        said = super().clean()
        if said.get("readers") and not said.get("caution", "").strip():
            self.add_error("caution", "Say what must not be told to others, or tick nobody.")
        return said

    @property
    def said(self):
        given = self.cleaned_data
        return Said(
            reason=given["reason"].strip(),
            strands=tuple(given["strands"]),
            sources=tuple(given["sources"]),
            caution=given["caution"].strip(),
            readers=tuple(given["readers"]),
        )


class NewPersonForm(NominationForm):
    """The same of somebody who was not found. `maybe`: people who are there and may be the one meant."""

    family_name = forms.CharField(
        label="Family name",
        max_length=200,
        widget=forms.TextInput(TYPED),
        error_messages={"required": "Enter the family name."},
    )
    given_names = forms.CharField(label="Given names", max_length=200, required=False, widget=forms.TextInput(TYPED))
    date_of_birth = DayField(label="Date of birth", required=False, in_past=True, example="14/2/1996")
    pnc_id = forms.CharField(
        label="PNC number",
        max_length=40,
        required=False,
        help_text="Needed where the date of birth is not known.",
        widget=forms.TextInput({**TYPED, "class": "govuk-input--width-20"}),
    )
    is_it = forms.ChoiceField(
        label="Is it one of these?",
        widget=forms.RadioSelect,
        required=False,
        help_text="The name and the date of birth, or the number, are those of somebody who is there already.",
    )
    field_order = ("family_name", "given_names", "date_of_birth", "pnc_id", "is_it", "reason")

    def __init__(self, *args, maybe=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.maybe = {person.key: person for person in maybe}
        if maybe:
            self.fields["is_it"].choices = [
                *((person.key, person.full_name) for person in maybe),
                (SOMEBODY_ELSE, "Somebody else"),
            ]
        else:
            del self.fields["is_it"]

    def clean_pnc_id(self):
        text = "".join(self.cleaned_data["pnc_id"].split()).upper()
        if not text:
            return ""
        try:
            return canonical_pnc(text)
        except InvalidIdentifier as wrong:
            raise ValidationError(str(wrong)) from wrong

    def clean(self):
        said = super().clean()
        known = {"date_of_birth", "pnc_id"}
        if not known & self.errors.keys() and not any(said.get(name) for name in known):
            self.add_error("date_of_birth", "Enter the date of birth or the PNC number.")
        return said

    @property
    def person(self):
        """The person the user says it is, None for somebody else."""
        return self.maybe.get(self.cleaned_data.get("is_it"))

    @property
    def who(self):
        given = self.cleaned_data
        another = given.get("is_it") == SOMEBODY_ELSE
        return Who(
            given["family_name"].strip(),
            given["given_names"].strip(),
            given["date_of_birth"],
            given["pnc_id"],
            frozenset(person.pk for person in self.maybe.values()) if another else frozenset(),
        )


class PlaceForm(VersionedForm):
    """Whom a nomination is about. `maybe`: people who may be meant."""

    mark_optional = False
    NEW, ANSWER = "new", "answer"

    who = forms.ChoiceField(
        label="Who is it?", widget=forms.RadioSelect, error_messages={"required": "Choose who it is."}
    )
    answer = forms.CharField(
        label="What do you answer?",
        max_length=2_000,
        required=False,
        widget=Words({"rows": 3}),
        help_text="Only where you do not pass it on. The agency reads it.",
    )

    def __init__(self, *args, maybe, **kwargs):
        super().__init__(*args, **kwargs)
        self.maybe = {person.key: person for person in maybe}
        self.fields["who"].choices = [
            *((person.key, f"{person.full_name}, who is there already") for person in maybe),
            (self.NEW, "Somebody new"),
            (self.ANSWER, "Do not pass it on"),
        ]

    def clean(self):
        said = super().clean()
        if said.get("who") == self.ANSWER and not said.get("answer", "").strip():
            self.add_error("answer", "Say what you answer.")
        return said

    @property
    def person(self):
        return self.maybe.get(self.cleaned_data["who"])


class PressForm(VersionedForm):
    """Nothing but the press, of the version that was seen."""


class PoolForm(forms.Form):
    """Several at once. `cards`: [(key, name)] of what is shown."""

    mark_optional = False

    chosen = forms.MultipleChoiceField(
        label="Whom do you nominate?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick whom you nominate.",
            "invalid_choice": "One of these is nominated or put away by now. Look again.",
        },
    )
    reason = forms.CharField(
        label="Why now?",
        max_length=20_000,
        widget=Words({"rows": 3}),
        help_text="The same for all you tick. The panel reads it: leave out test results.",
        error_messages={"required": "Say why they should be on the scheme now."},
    )

    def __init__(self, *args, cards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = cards


class PutAwayForm(VersionedForm):
    reason = forms.CharField(
        label="Why not?",
        max_length=2_000,
        widget=Words({"rows": 3}),
        help_text="It comes back only when something new is recorded.",
        error_messages={"required": "Say why this person is not nominated."},
    )

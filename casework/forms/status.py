"""Shape and wording of where a person is."""

from django import forms
from django.utils.timezone import localdate

from casework.models import Status
from casework.reference import prisons
from casework.rules.where import COMMUNITY, CUSTODY, ELSEWHERE, Meaning, Where, meaning, where_of
from sharing.dates import day
from sharing.form_fields import DayField

KINDS = dict(Status.Kind.choices)
HINTS = {
    "sentenced": "Choose the prison below",
    "remand": "Choose the prison below",
    "unlawfully_at_large": "Recalled and not back yet, or did not return",
}
LONGEST_SENTENCE = 1200  # months
UNKNOWN = "Not known yet"


def establishments(held_at=""):
    """(code, name) of the prisons that are open, and the one that is recorded even if it has closed; by name."""
    named = [(one.code, one.name) for one in prisons().values() if one.is_open or one.code == held_at]
    return [("", UNKNOWN), *sorted(named, key=lambda pair: pair[1])]


class StatusForm(forms.Form):
    """Where the person is now. It carries what it was opened at: the key and version of the status recorded then."""

    recorded = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label="Where is the person?",
        choices=[(kind, KINDS[kind]) for kind in (*COMMUNITY, *CUSTODY, *ELSEWHERE)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the person is."},
    )
    start = DayField(
        label="Since which day?", in_past=True, error_messages={"required": "Enter the day since when this holds."}
    )
    meant = forms.ChoiceField(
        label="What is recorded, and what is new?",
        choices=[],
        required=False,
        widget=forms.RadioSelect,
    )
    establishment = forms.ChoiceField(label="Prison", choices=[], required=False)
    sentence_months = forms.IntegerField(
        label="Length of the sentence in months",
        required=False,
        min_value=1,
        max_value=LONGEST_SENTENCE,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"Enter whole months, from 1 to {LONGEST_SENTENCE}, for example 18."
        ),
    )
    release_on = DayField(label="Release date", required=False)
    release_source = forms.ChoiceField(
        label="Who gave the release date?",
        choices=[("", "Choose"), *Status.ReleaseSource.choices],
        required=False,
    )

    def __init__(self, *args, now=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = where_of(now) if now else None
        self.fields["establishment"].choices = establishments(self.now.establishment if now else "")
        self.fields["meant"].choices = self.meanings()
        self.asked = ""  # what has to be told apart, once the rest is right

    @staticmethod
    def values(now):
        """What the form is opened with: what is recorded, or nothing."""
        if now is None:
            return {"recorded": "", "version": 0}
        kept = {name: getattr(now, name) for name in ("status", "start", "establishment", "sentence_months")}
        kept |= {name: getattr(now, name) for name in ("release_on", "release_source", "version")}
        return {"recorded": now.key, **kept}

    def meanings(self):
        if self.now is None:
            return []
        return [
            ("wrong", f"What was recorded since {day(self.now.start)} is wrong: put this in its place"),
            ("new", "Something new began on the day above, such as another order or sentence"),
        ]

    @property
    def recorded_at(self):
        """(key, version) of what was recorded when the form was opened."""
        return self.cleaned_data["recorded"], self.cleaned_data["version"]

    @property
    def wrong(self):
        """Whether what is recorded is put right, rather than ended."""
        found = meaning(self.now, self.said)
        return found != Meaning.NEW and (found == Meaning.DETAILS or self.cleaned_data["meant"] == "wrong")

    @property
    def said(self):
        """A rules.where.Where; what only custody has is left out elsewhere."""
        told = {name: self.cleaned_data[name] for name in ("status", "start")}
        if told["status"] in CUSTODY:
            told |= {name: self.cleaned_data[name] for name in ("establishment", "release_on", "release_source")}
        if told["status"] == Status.Kind.SENTENCED:
            told["sentence_months"] = self.cleaned_data["sentence_months"]
        if told.get("release_on") is None:
            told["release_source"] = ""
        return Where(**told)

    def clean(self):
        said = self.cleaned_data
        if said.get("status") in CUSTODY and "release_on" in said:
            self._check_release(said["release_on"], said.get("release_source"))
        if not self.errors:
            self._ask()
        return said

    def _check_release(self, release_on, source):
        if release_on is None:
            return
        if release_on < localdate():
            self.add_error(
                "release_on",
                "This day has passed. If the person came out, choose where they are now. If not, enter the new date, "
                "or leave it empty if nobody knows it.",
            )
        elif not source:
            self.add_error("release_source", "Choose who gave the release date.")

    def _ask(self):
        """Two things can be meant, and each would undo the other: ask which."""
        found, meant = meaning(self.now, self.said), self.cleaned_data.get("meant")
        since = day(self.now.start) if self.now else ""
        if found == Meaning.SAME_LATER:
            self.asked = f"The same is recorded since {since}. Say what you mean."
        elif found == Meaning.OTHER_EARLIER:
            self.asked = f"{KINDS[self.now.status]} is recorded since {since}. Say what you mean."
        if self.asked and not meant:
            self.add_error("meant", self.asked)
        elif found == Meaning.OTHER_EARLIER and meant == "new":
            self.add_error("start", f"Enter the day it changed: it must be after {since}.")

"""Shape and wording of what is typed about contacts."""

from datetime import datetime, timedelta

from django import forms
from django.utils.timezone import get_current_timezone, localdate

from casework.models import Contact
from sharing.form_fields import ClockField, DayField
from sharing.forms import AgenciesField, VersionedForm, Words
from sharing.models import Agency

Outcome = Contact.Outcome
FARTHEST = timedelta(days=366)

REASONS = (
    ("none", "No reason given", Outcome.UNACCEPTABLE_ABSENCE),
    ("ill", "Ill, or caring for somebody", Outcome.ACCEPTABLE_ABSENCE),
    ("work", "At work, in training or at another appointment", Outcome.ACCEPTABLE_ABSENCE),
    ("custody", "In custody", Outcome.ACCEPTABLE_ABSENCE),
    ("travel", "Could not get there", Outcome.UNACCEPTABLE_ABSENCE),
    ("other", "Another reason", Outcome.UNACCEPTABLE_ABSENCE),
)


# What somebody does at once about a missed contact.
DONE = (
    ("rang", "Rang"),
    ("wrote", "Wrote a message or letter"),
    ("went", "Went to see them"),
    ("told", "Told the lead worker"),
)


class ContactAddForm(forms.Form):
    kind = forms.ChoiceField(
        label="What kind of contact?",
        choices=Contact.Kind,
        initial=Contact.Kind.OFFICE,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of contact."},
    )
    day = DayField(label="Date", error_messages={"required": "Enter the date of the contact."})
    at = ClockField(label="Time", required=False, help_text="For example, 14:05. Leave empty if you do not know it.")
    outcome = forms.ChoiceField(
        label="Result",
        choices=[
            (Outcome.ATTENDED, "Attended"),
            (Outcome.UNACCEPTABLE_ABSENCE, "Did not attend"),
            (Outcome.PLANNED, "Planned for later"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it, or that it is planned."},
    )
    together = AgenciesField(Agency.objects.none(), label="Held together with", required=False)
    note = forms.CharField(label="What happened", required=False, max_length=20_000, widget=Words)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        if agencies:
            self.fields["together"].queryset = Agency.objects.filter(pk__in=agencies)
        else:
            del self.fields["together"]

    def clean(self):
        day, outcome = self.cleaned_data.get("day"), self.cleaned_data.get("outcome")
        if day and abs(day - localdate()) > FARTHEST * 10:
            self.add_error("day", "The date must be within ten years.")
        elif day and outcome and outcome != Outcome.PLANNED and day > localdate():
            self.add_error("day", "A contact that has happened must be today or earlier. Choose “Planned for later”.")
        return self.cleaned_data

    @property
    def planned_for(self):
        """The moment of the contact; midnight where the time is not known."""
        at = self.cleaned_data["at"] or datetime.min.time()
        return datetime.combine(self.cleaned_data["day"], at, get_current_timezone())


class ContactOutcomeForm(VersionedForm):
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of the contact."},
    )


class ContactMissedForm(VersionedForm):
    reason = forms.ChoiceField(
        label="Why?",
        choices=[(code, words) for code, words, _ in REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the reason, or “No reason given”."},
    )
    done = forms.MultipleChoiceField(
        label="What have you done about it?", choices=DONE, required=False, widget=forms.CheckboxSelectMultiple
    )
    again = forms.BooleanField(label="Book again for the same time next week", required=False, initial=True)

    HINTS = {code: "Counts as a good reason" for code, _, outcome in REASONS if outcome == Outcome.ACCEPTABLE_ABSENCE}

    @property
    def outcome(self):
        return next(outcome for code, _, outcome in REASONS if code == self.cleaned_data["reason"])

    @property
    def follow_up(self):
        """“No reason given. Rang, told the lead worker.”"""
        reason = next(words for code, words, _ in REASONS if code == self.cleaned_data["reason"])
        done = ", ".join(words.lower() for code, words in DONE if code in self.cleaned_data["done"])
        return f"{reason}. {done.capitalize()}." if done else reason

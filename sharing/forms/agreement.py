"""Shape and wording of what is typed about an agreement: its text, its review and its end."""

from django import forms
from django.utils.timezone import localdate

from sharing.changes.agreement import Terms
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words
from sharing.models import Agency

EVERY = "every"


class AgreementForm(VersionedForm):
    """The text of an agreement; of a new one its code too."""

    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9-]*$",
        label="Code",
        max_length=40,
        help_text="A short name that stays, such as ISP4. It stands beside everything that passes under the agreement.",
        error_messages={"invalid": "Use letters, numbers and hyphens, such as ISP4.", "required": "Enter a code."},
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    title = forms.CharField(label="Title", max_length=200)
    purpose = forms.CharField(
        label="Purpose", max_length=20_000, help_text="What the sharing is for, in one or two sentences.", widget=Words
    )
    lawful_basis = forms.CharField(
        label="Legal basis",
        max_length=200,
        help_text="For example: Crime and Disorder Act 1998 s.115. Each item names its own as well.",
    )
    handling = forms.CharField(
        label="How it is looked after",
        required=False,
        max_length=20_000,
        help_text="How it is kept right and safe, how long it is kept, and whom people ask about their rights.",
        widget=Words,
    )
    who = forms.ChoiceField(
        label="Between whom?",
        choices=[
            (EVERY, "Every agency of the scheme, those that join later too"),
            ("named", "The agencies ticked below"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose between whom."},
    )
    parties = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label="Agencies",
        required=False,
        to_field_name="key",
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = DayField(label="Starts on")
    review_on = DayField(label="Review on", required=False)

    def __init__(self, *args, agencies, agreement=None, today=None, **kwargs):
        """Of a new agreement the code, of one that has begun no start: that is what happened."""
        if agreement is not None:
            kwargs["initial"] = self.values(agreement)
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = agencies
        del self.fields["version" if agreement is None else "code"]
        self.began_on = None
        if agreement is not None and not agreement.draft and agreement.starts_on <= today:
            self.began_on = agreement.starts_on
            del self.fields["starts_on"]

    @staticmethod
    def values(agreement):
        """What the form shows of an agreement."""
        names = ("title", "purpose", "lawful_basis", "handling", "starts_on", "review_on", "version")
        return {name: getattr(agreement, name) for name in names} | {
            "who": EVERY if agreement.every_agency else "named",
            "parties": [agency.key for agency in agreement.parties.all()],
        }

    def clean(self):
        answers = self.cleaned_data
        if answers.get("who") == "named" and len(answers.get("parties") or ()) < 2:
            self.add_error("parties", "Tick at least two agencies.")
        starts_on, review_on = answers.get("starts_on"), answers.get("review_on")
        if starts_on and review_on and review_on < starts_on:
            self.add_error("review_on", "The review must not be before the start.")
        return answers

    @property
    def terms(self):
        """What a change is told."""
        answers = self.cleaned_data
        names = ("title", "purpose", "lawful_basis", "handling", "review_on")
        parties = None if answers["who"] == EVERY else tuple(answers["parties"])
        starts_on = self.began_on or answers["starts_on"]
        return Terms(parties=parties, starts_on=starts_on, **{name: answers[name] for name in names})


class PressForm(VersionedForm):
    """Nothing but the press: what it does is shown above it."""


class RenewForm(VersionedForm):
    review_on = DayField(label="Next review on")
    ends_on = DayField(
        label="Ends on", required=False, help_text="The first day on which nothing passes. Leave empty for no end."
    )


class EndForm(VersionedForm):
    mark_optional = False
    when = forms.ChoiceField(
        label="When does it end?",
        choices=[("now", "Now: nothing passes from this moment"), ("day", "On a day")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when it ends."},
    )
    ends_on = DayField(
        label="On which day, if not now?", required=False, help_text="The first day on which nothing passes any more."
    )

    def clean(self):
        if (
            self.cleaned_data.get("when") == "day"
            and not self.cleaned_data.get("ends_on")
            and "ends_on" not in self.errors
        ):
            self.add_error("ends_on", "Enter the day it ends.")
        return self.cleaned_data

    @property
    def day(self):
        return localdate() if self.cleaned_data["when"] == "now" else self.cleaned_data["ends_on"]

"""Shape and wording of what is typed about the person's consent, and about whether the person was told."""

from django import forms
from django.utils.timezone import localdate

from sharing.calendar import add_months
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words
from sharing.models import Consent, PersonTold
from sharing.policy import SILENT, WORDS


class ConsentGiveForm(forms.Form):
    """What the person agreed to share, with whom, how, and for how long. Kept apart from the legal basis of an agreement."""

    category = forms.TypedChoiceField(
        label="What did the person agree to share?",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "Everything that needs consent")]
        + [(int(one), words) for one, words in WORDS.items() if one not in SILENT],
    )
    to_agency = forms.ModelChoiceField(
        label="With whom?", queryset=None, required=False, empty_label="Every agency of the scheme", to_field_name="key"
    )
    given_on = DayField(label="On which day?", error_messages={"required": "Enter the day the person agreed."})
    expires_on = DayField(
        label="When does it run out?", required=False, help_text="Left empty, it lasts as long as the scheme has set."
    )
    how = forms.ChoiceField(
        label="How did the person agree?",
        choices=Consent.How,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the person agreed."},
    )
    taken_by = forms.ModelChoiceField(
        label="Who asked the person?",
        queryset=None,
        to_field_name="key",
        required=False,
        empty_label=None,
        help_text="You, or a colleague of your agency.",
    )
    witness = forms.CharField(label="Who else saw or heard it?", max_length=200, required=False)
    document = forms.CharField(
        label="How can somebody check it?",
        max_length=200,
        required=False,
        help_text="For example: form in the office file.",
    )

    def __init__(self, *args, agencies, colleagues, me, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_agency"].queryset = agencies
        self.fields["taken_by"].queryset = colleagues
        self.fields["taken_by"].initial = me.key
        self.me, self.months = me, months

    def clean_given_on(self):
        day = self.cleaned_data["given_on"]
        if day > localdate():
            raise forms.ValidationError("The day must be today or earlier.")
        return day

    def clean(self):
        given_on, expires_on = self.cleaned_data.get("given_on"), self.cleaned_data.get("expires_on")
        if given_on and expires_on and expires_on <= given_on:
            self.add_error("expires_on", "The last day must be after the day the person agreed.")
        elif given_on and "expires_on" not in self.errors:
            self.cleaned_data["expires_on"] = expires_on or add_months(given_on, self.months)
        self.cleaned_data["taken_by"] = self.cleaned_data.get("taken_by") or self.me
        return self.cleaned_data

    @property
    def consent(self):
        """What `consent_give` is told."""
        return dict(self.cleaned_data)


class ConsentWithdrawForm(VersionedForm):
    """Nothing but the press: what ends is shown above it."""


class PersonToldForm(forms.Form):
    """Whether the person was told who holds what about them and why: neither consent nor a basis in law."""

    told = forms.ChoiceField(
        label="Was the person told what is held about them, by whom and why?",
        choices=[("yes", "Yes"), ("no", "No, for a reason in law")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the person was told."},
    )
    told_on = DayField(label="If yes, on which day?", required=False, in_past=True)
    language = forms.CharField(
        label="In which language?",
        max_length=200,
        required=False,
        initial="English",
        help_text="Or the form: easy read.",
    )
    ground = forms.ChoiceField(
        label="If no, why not?", choices=[("", "Does not apply"), *PersonTold.Ground.choices], required=False
    )
    reason = forms.CharField(
        label="What would happen if they were told?", max_length=20_000, required=False, widget=Words({"rows": 3})
    )

    def clean(self):
        told = self.cleaned_data.get("told")
        if told == "yes" and not self.cleaned_data.get("told_on") and "told_on" not in self.errors:
            self.add_error("told_on", "Enter the day the person was told.")
        if told == "no" and not self.cleaned_data.get("ground"):
            self.add_error("ground", "Choose the reason in law.")
        if told == "no" and not self.cleaned_data.get("reason"):
            self.add_error("reason", "Say what would happen if the person were told.")
        return self.cleaned_data

    @property
    def answer(self):
        """What `person_told` is told."""
        if self.cleaned_data["told"] == "yes":
            return {"told_on": self.cleaned_data["told_on"], "language": self.cleaned_data["language"]}
        return {"ground": self.cleaned_data["ground"], "reason": self.cleaned_data["reason"]}

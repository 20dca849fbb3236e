"""What is typed about rules of retention, reviews, holds and disposals."""

from django import forms
from django.utils.timezone import localdate

from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words
from sharing.models import RetentionReview

Decision = RetentionReview.Decision
A_CENTURY = 1200  # months


def months(label, words, *, least, required=True):
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=A_CENTURY,
        required=required,
        help_text=words,
        error_messages={
            "required": "Enter a number of months.",
            "min_value": f"It must be at least {least}.",
            "max_value": "It must be a hundred years at most.",
            "invalid": "Enter a whole number of months.",
        },
    )


class RuleForm(VersionedForm):
    clear_months = months("First review after how many months?", "Counted from the day that starts the time.", least=0)
    review_months = months("Then again every how many months?", "As long as it is kept.", least=1)
    maximum_months = months(
        "Longest time in months", "Empty: no longest time. Then nothing keeps it but a hold.", least=1, required=False
    )
    maximum_age = forms.IntegerField(
        label="Longest until which age of the person?", min_value=18, max_value=120, required=False
    )

    def clean(self):
        answers = super().clean()
        longest, first = answers.get("maximum_months"), answers.get("clear_months")
        if longest is not None and first is not None and longest < first:
            self.add_error("maximum_months", "The longest time must not be shorter than the time to the first review.")
        return answers

    @staticmethod
    def values(rule):
        names = ("version", "clear_months", "review_months", "maximum_months", "maximum_age")
        return {name: getattr(rule, name) for name in names}


class ReasonForm(VersionedForm):
    reason = forms.CharField(
        label="Why?", max_length=20_000, widget=Words({"rows": 3}), error_messages={"required": "Say why."}
    )


class DecideForm(ReasonForm):
    decision = forms.ChoiceField(
        label="What happens to it?",
        choices=Decision,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens to it."},
    )
    field_order = ["version", "decision", "reason"]


class HoldForm(forms.Form):
    ref = forms.CharField(
        label="Reference of the person",
        max_length=40,
        help_text="The scheme’s own, such as W001.",
        error_messages={"required": "Enter a reference."},
    )
    agency = forms.ModelChoiceField(
        queryset=None,
        required=False,
        to_field_name="key",
        label="What does the hold cover?",
        empty_label="Everything about the person",
    )
    reason = forms.CharField(
        label="Why must it be kept?",
        max_length=20_000,
        widget=Words({"rows": 3}),
        help_text="For example a claim, an inquest or an inquiry.",
        error_messages={"required": "Say why."},
    )
    review_on = DayField(
        label="When is the hold looked at again?", error_messages={"required": "Enter the day it is looked at again."}
    )

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day <= localdate():
            raise forms.ValidationError("The day must be later than today.")
        return day


class ConfirmForm(VersionedForm):
    mark_optional = False
    CONFIRM, REFUSE = "confirm", "refuse"
    answer = forms.ChoiceField(
        label="What do you say?",
        choices=[(CONFIRM, "Dispose of it. It cannot be brought back."), (REFUSE, "Keep it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you say."},
    )
    reason = forms.CharField(
        label="Why is it kept?",
        required=False,
        max_length=20_000,
        widget=Words({"rows": 3}),
        help_text="If you keep it.",
    )

    def clean(self):
        answers = super().clean()
        if answers.get("answer") == self.REFUSE and not answers.get("reason"):
            self.add_error("reason", "Say why it is kept.")
        return answers

"""What is typed about leaving: answers to the watch, the plan, who carries on."""

from django import forms
from django.utils.timezone import localdate

from cohort.models import LeavingCheck, LeavingProposal
from cohort.models.leaving import REASONS
from pathways.models import Pathway
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words
from sharing.models import AgreementRule

Answer = LeavingProposal.Answer


def to_come(day):
    if day and day <= localdate():
        raise forms.ValidationError("The day must be after today.")
    return day


class StayForm(forms.Form):
    """Not now: stays for now with a reason and a day, or the card is put away until something changes."""

    answer = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (Answer.KEEP.value, "Stays for now: show it again on a day"),
            (Answer.AWAY.value, "Put away: show it again only when something changes"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    reason = forms.CharField(label="Why?", max_length=20_000, required=False, widget=Words(attrs={"rows": "3"}))
    review_on = DayField(label="Show it again on", required=False)

    def clean_review_on(self):
        return to_come(self.cleaned_data["review_on"])

    def clean(self):
        said = super().clean()
        if said.get("answer") == Answer.KEEP:
            if not said.get("reason", "").strip():
                self.add_error("reason", "Enter why the person stays for now.")
            if not said.get("review_on") and "review_on" not in self.errors:
                self.add_error("review_on", "Enter the day to show it again.")
        return said


class LeavingPlanForm(forms.Form):
    """The plan. Without `open_reason` somebody wrote a reason that this viewer may not know: it stays as it is."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    criterion = forms.ChoiceField(
        label="Why might the person leave?",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )
    words = forms.CharField(
        label="The reason in words",
        max_length=20_000,
        widget=Words(attrs={"rows": "3"}),
        error_messages={"required": "Enter the reason in words."},
    )
    lighter_touch = forms.TypedChoiceField(
        label="What do you propose?",
        choices=[
            ("no", "Leave the scheme"),
            ("yes", "Step down: stay on the lower tier, with a lighter touch"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you propose."},
    )
    check_on = DayField(
        label="Look at it again on",
        required=False,
        help_text="For example, three months before release. How it goes is asked after 3, 6 and 12 months anyway.",
    )
    tell_person = forms.BooleanField(label="The person, by letter", required=False)
    tell_agencies = forms.BooleanField(label="All agencies that work with the person", required=False)
    receiving_area = forms.CharField(
        label="Which area takes over?", max_length=200, required=False, help_text="Only if the person moved away."
    )

    REASON = ("criterion", "words", "receiving_area")

    def __init__(self, *args, open_reason=True, stepped_down=False, **kwargs):
        """`stepped_down`: there is no tier below, so leaving is what is left."""
        super().__init__(*args, **kwargs)
        self.open_reason = open_reason
        if stepped_down:
            del self.fields["lighter_touch"]
        if not open_reason:
            for name in self.REASON:
                del self.fields[name]

    def clean_check_on(self):
        day = self.cleaned_data["check_on"]
        return day if day == self.initial.get("check_on") else to_come(day)

    @property
    def said(self):
        return {name: self.cleaned_data[name].strip() for name in self.REASON} if self.open_reason else None

    @property
    def written(self):
        names = ("check_on", "tell_person", "tell_agencies")
        return {name: self.cleaned_data[name] for name in names} | {
            "lighter_touch": self.cleaned_data.get("lighter_touch", False)
        }


class AreaLetterForm(forms.Form):
    """To which area, what it is told, and on which legal basis. The name is told in any case."""

    to = forms.CharField(
        label="Which area, and who there?",
        max_length=200,
        help_text="For example, Southside police, the offender manager’s team.",
        error_messages={"required": "Enter who gets the letter."},
    )
    facts = forms.MultipleChoiceField(
        label="What is it told?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The name is told in any case, and who goes on helping. Nothing else is.",
    )
    why = forms.CharField(
        label="Why does it need this?",
        max_length=2000,
        widget=Words(attrs={"rows": "3"}),
        help_text="The other area reads it.",
        error_messages={"required": "Enter why the area needs this."},
    )
    basis = forms.ChoiceField(
        label="On which legal basis?",
        choices=[("", "Choose the legal basis"), *(one for one in AgreementRule.Basis.choices if one[0] != "other")],
        error_messages={"required": "Choose the legal basis."},
    )

    def __init__(self, *args, facts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = [(name, f"{name}: {words}") for name, words in facts]


class AreaSentForm(VersionedForm):
    given_on = DayField(label="On which day was it sent?", in_past=True, error_messages={"required": "Enter the day."})


class HandoverAskForm(forms.Form):
    agency = forms.ModelChoiceField(
        label="Which agency?",
        queryset=None,
        to_field_name="key",
        empty_label="Choose an agency",
        error_messages={"required": "Choose an agency."},
    )
    pathway = forms.ChoiceField(
        label="In which area of life?",
        choices=[("", "Choose an area"), *Pathway.choices],
        error_messages={"required": "Choose an area of life."},
    )
    what = forms.CharField(
        label="What should go on?",
        max_length=20_000,
        widget=Words(attrs={"rows": "2"}),
        help_text="The agency reads this, and the person gets it on paper.",
        error_messages={"required": "Enter what should go on."},
    )
    until = DayField(label="Until when?", required=False, help_text="Leave empty if there is no end yet.")

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies

    def clean_until(self):
        return to_come(self.cleaned_data["until"])


class HandoverAnswerForm(VersionedForm):
    accepts = forms.TypedChoiceField(
        label="Does your agency carry on?",
        choices=[("yes", "Yes, we carry on"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    why_not = forms.CharField(
        label="If not, why?", max_length=20_000, required=False, widget=Words(attrs={"rows": "2"})
    )

    def clean(self):
        said = super().clean()
        if said.get("accepts") is False and not said.get("why_not", "").strip():
            self.add_error("why_not", "Enter why your agency cannot carry on.")
        return said


class CheckForm(VersionedForm):
    """One press."""

    outcome = forms.ChoiceField(choices=LeavingCheck.Outcome)

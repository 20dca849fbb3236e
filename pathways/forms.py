"""Shape and wording of what is typed about actions, and of the filter of the people list."""

from datetime import timedelta

from django import forms
from django.utils.timezone import localdate

from casework.models import Status
from pathways.models import Action, Pathway
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words

Kind = Status.Kind

# What people call the places a person can be, and the codes of each.
PLACES = {
    "community": ("In the community", (Kind.COMMUNITY_ORDER, Kind.LICENCE, Kind.NON_STATUTORY)),
    "custody": ("In custody", (Kind.SENTENCED, Kind.REMAND)),
    "court": ("Waiting for court", (Kind.AWAITING_COURT,)),
    "large": ("Unlawfully at large", (Kind.UNLAWFULLY_AT_LARGE,)),
    "hospital": ("In hospital", (Kind.HOSPITAL,)),
}


class ActionUpdateForm(VersionedForm):
    status = forms.ChoiceField(
        label="How is it going?",
        choices=Action.Status,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is going."},
    )
    outcome = forms.CharField(label="Note", required=False, max_length=20_000, widget=Words)
    target_on = DayField(label="New date", required=False, help_text="Only if it needs one. For example, 14/11/2026.")

    def __init__(self, *args, opened_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.opened_on = opened_on

    def clean_target_on(self):
        target_on = self.cleaned_data["target_on"]
        if target_on and self.opened_on and target_on < self.opened_on:
            raise forms.ValidationError("The date must not be before the action was added.")
        return target_on


class ActionDoneForm(VersionedForm):
    """One press: nothing but the version the row was shown at."""


class ActionAddForm(forms.Form):
    text = forms.CharField(
        label="What is to be done?",
        max_length=20_000,
        widget=Words(attrs={"rows": "2"}),
        error_messages={"required": "Enter what is to be done."},
    )
    agency = forms.ModelChoiceField(
        label="Who does it?",
        queryset=None,
        empty_label=None,
        to_field_name="key",
        error_messages={"required": "Choose the agency that does it."},
    )
    pathway = forms.ChoiceField(
        label="Area of life",
        choices=[("", "Choose an area"), *Pathway.choices],
        error_messages={"required": "Choose the area of life."},
    )
    target_on = DayField(label="By when", required=False)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies

    def clean_target_on(self):
        target_on = self.cleaned_data["target_on"]
        if target_on and target_on < localdate():
            raise forms.ValidationError("The date must be today or later.")
        return target_on


class PeopleFilterForm(forms.Form):
    """The filter of the people list: all of it stands in the address, none of it is about a person."""

    mark_optional = False
    REVIEW_WITHIN = timedelta(weeks=4)

    where = forms.MultipleChoiceField(
        label="Where",
        choices=[(code, words) for code, (words, _) in PLACES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lead = forms.ChoiceField(label="Lead worker", required=False)
    agency = forms.ChoiceField(label="Agency involved", required=False)
    late = forms.BooleanField(label="With an overdue action", required=False)
    review = forms.BooleanField(label="Review due in 4 weeks", required=False)

    def __init__(self, *args, leads, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [("", "Anyone"), *leads]
        self.fields["agency"].choices = [("", "Any agency"), *agencies]

    @property
    def answers(self):
        """What was asked, as far as it makes sense: an address that was tampered with asks nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or ([] if name == "where" else "") for name in self.fields}

"""Shape and wording of what is typed when a record is closed to a user."""

from django import forms
from django.utils.timezone import localdate

from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words
from sharing.models import Exclusion


class ExclusionSetForm(forms.Form):
    user = forms.ModelChoiceField(
        label="To whom is the record closed?",
        queryset=None,
        to_field_name="key",
        empty_label="Choose a user",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose the user."),
    )
    kind = forms.ChoiceField(
        label="Why?",
        choices=Exclusion.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )
    reason = forms.CharField(
        label="What do you know of it?",
        max_length=20_000,
        widget=Words({"rows": 3}),
        error_messages={"required": "Say what you know of it. Whoever looks at it again reads this."},
    )
    review_on = DayField(
        label="When is it looked at again?",
        error_messages={"required": "Enter the day on which it is looked at again."},
    )

    def __init__(self, *args, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day <= localdate():
            raise forms.ValidationError("The day must be later than today.")
        return day


class ExclusionEndForm(VersionedForm):
    """Nothing but the press."""

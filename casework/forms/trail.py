"""The filter of the log of what was sent: nothing in it says anything about the person."""

from django import forms

from casework.trail import KINDS
from sharing.form_fields import DayField
from sharing.models import Agency


class SentFilterForm(forms.Form):
    mark_optional = False

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Agency", required=False, to_field_name="key", empty_label="Any"
    )
    kind = forms.ChoiceField(
        label="How", required=False, choices=[("", "Any way"), *((kind, words) for kind, (words, _) in KINDS.items())]
    )
    since = DayField(label="From", required=False, in_past=True)
    until = DayField(label="To", required=False, in_past=True)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies

"""Shape and wording of offers between schemes."""

from django import forms

from cohort.models import Transfer
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words


class TransferOfferForm(forms.Form):
    """To whom, what for, and what the other scheme may know before it answers."""

    to_scheme = forms.ModelChoiceField(
        label="Which scheme?",
        queryset=None,
        to_field_name="key",
        empty_label="Choose",
        error_messages={"required": "Choose the scheme."},
    )
    kind = forms.ChoiceField(
        label="What should it do?",
        choices=Transfer.Kind,
        initial=Transfer.Kind.MOVE,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it should do."},
    )
    shown = forms.MultipleChoiceField(
        label="What may it know before it answers?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The name is always shown. Nothing else is until it accepts.",
    )
    reason = forms.CharField(
        label="Why?",
        max_length=2000,
        widget=Words({"rows": 3}),
        help_text="The other scheme reads it.",
        error_messages={"required": "Enter why you offer this."},
    )
    access_ends_on = DayField(
        label="Until when may agencies here still read what they wrote?",
        help_text="From this day on they cannot open the record. For example, 14/11/2026.",
        error_messages={"required": "Enter the day."},
    )

    def __init__(self, *args, schemes, facts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_scheme"].queryset = schemes
        self.fields["shown"].choices = [(name, f"{name}: {words}") for name, words in facts]


class TransferAnswerForm(VersionedForm):
    reason = forms.CharField(
        label="Why?",
        max_length=2000,
        widget=Words({"rows": 3}),
        help_text="Both schemes read it.",
        error_messages={"required": "Enter the reason."},
    )

"""What the makers of packs fill in."""

from django import forms

from sharing.form_fields import DayField


class PackMakeForm(forms.Form):
    as_of = DayField(
        in_past=True,
        label="Make the pack as at the end of",
        error_messages={"required": "Enter the day the figures are for."},
    )

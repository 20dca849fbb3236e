"""The one box of the check."""

from django import forms

from cohort import check


class CheckForm(forms.Form):
    who = forms.CharField(
        label="PNC number, prison number, or name and date of birth",
        max_length=200,
        help_text="For example, 98/123456X, or A1234BC, or Alex Example 3/5/1998.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter a PNC number, or the full name and the date of birth."},
    )

    def clean_who(self):
        try:
            self.asked = check.understood(self.cleaned_data["who"])
        except check.Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        return self.cleaned_data["who"]

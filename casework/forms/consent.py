"""Shape and wording of what is typed about the person's consent."""

from django import forms
from django.utils.timezone import localdate

from sharing.form_fields import DayField
from sharing.forms import VersionedForm
from sharing.policy import SILENT, WORDS


class ConsentGiveForm(forms.Form):
    """What the person agreed to share, with whom, since when. Kept apart from the legal basis of an agreement."""

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
    document = forms.CharField(
        label="How do you know?",
        max_length=200,
        help_text="For example: form signed, seen by S Carr.",
        error_messages={"required": "Say how the person agreed, such as “form signed, seen by S Carr”."},
    )

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_agency"].queryset = agencies

    def clean_given_on(self):
        day = self.cleaned_data["given_on"]
        if day > localdate():
            raise forms.ValidationError("The day must be today or earlier.")
        return day

    @property
    def consent(self):
        """What `consent_give` is told."""
        return {name: self.cleaned_data[name] for name in ("category", "to_agency", "given_on", "document")}


class ConsentWithdrawForm(VersionedForm):
    """Nothing but the press: what ends is shown above it."""

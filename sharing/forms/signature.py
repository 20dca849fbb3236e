"""Shape and wording of signing: here, on paper, the document, and who signs for an agency."""

from django import forms

from sharing.form_fields import DayField
from sharing.models import Agency, User

LARGEST = 10 * 1024 * 1024  # bytes of a document


class SignForm(forms.Form):
    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PaperForm(SignForm):
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="For which agency?", empty_label="Choose", to_field_name="key"
    )
    name = forms.CharField(label="Who signed?", max_length=200, help_text="Name and post, as it stands on the paper.")
    signed_on = DayField(label="Signed on", in_past=True)

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = parties


class DocumentForm(forms.Form):
    document = forms.FileField(
        label="The signed agreement",
        help_text="A PDF of at most 10 MB.",
        error_messages={"required": "Choose the file.", "empty": "The file is empty. Choose another."},
    )

    def clean_document(self):
        """PDF by its first bytes, whatever its name says; never opened here, only handed back as a file."""
        file = self.cleaned_data["document"]
        if file.size > LARGEST:
            size = file.size / 1024 / 1024
            raise forms.ValidationError(f"The file has {size:.1f} MB; at most 10 MB are kept. Save it smaller.")
        start = file.read(5)
        file.seek(0)
        if start != b"%PDF-":
            raise forms.ValidationError("The file is not a PDF. Save or scan it as a PDF, then choose that.")
        return file


class OfficerForm(forms.Form):
    """The designated officer of an agency and the deputy: somebody who signs in, or a name for who signs on paper."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Somebody who signs in",
        required=False,
        empty_label="Nobody",
        to_field_name="key",
    )
    name = forms.CharField(
        label="Or, without an account", required=False, max_length=200, help_text="Name and post. They sign on paper."
    )
    phone = forms.CharField(
        label="Phone", required=False, max_length=200, widget=forms.TextInput({"autocomplete": "off"})
    )
    deputy_user = forms.ModelChoiceField(
        User.objects.none(), label="Somebody who signs in", required=False, empty_label="Nobody", to_field_name="key"
    )
    deputy_name = forms.CharField(label="Or, without an account", required=False, max_length=200)
    deputy_phone = forms.CharField(
        label="Phone", required=False, max_length=200, widget=forms.TextInput({"autocomplete": "off"})
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    deputy_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    mark_optional = False

    def __init__(self, *args, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = self.fields["deputy_user"].queryset = users

    def clean(self):
        for prefix in ("", "deputy_"):
            user, name = self.cleaned_data.get(f"{prefix}user"), self.cleaned_data.get(f"{prefix}name")
            if user and name:
                self.add_error(f"{prefix}name", "Choose somebody above, or enter a name: not both.")
            if self.cleaned_data.get(f"{prefix}phone") and not name:
                self.add_error(f"{prefix}phone", "The phone is for somebody without an account. Enter the name too.")
        if self.cleaned_data.get("user") and self.cleaned_data.get("user") == self.cleaned_data.get("deputy_user"):
            self.add_error("deputy_user", "The deputy must be somebody else.")
        return self.cleaned_data

    def who(self, *, deputy):
        """What `officer_change` is told of one of the two."""
        prefix = "deputy_" if deputy else ""
        return {name: self.cleaned_data[f"{prefix}{name}"] for name in ("user", "name", "phone", "version")}

    @staticmethod
    def values(officers):
        found = {"version": 0, "deputy_version": 0}
        for one in officers:
            prefix = "deputy_" if one.deputy else ""
            found |= {
                f"{prefix}user": one.user and one.user.key,
                f"{prefix}name": one.name,
                f"{prefix}phone": one.phone,
                f"{prefix}version": one.version,
            }
        return found

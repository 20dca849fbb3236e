"""What forms of every floor are made from."""

from django import forms
from django.db import models

from sharing.form_fields import DayField
from sharing.models import Agency, LedgerEntry


class VersionedForm(forms.Form):
    """A form that edits a row: it carries the version it was opened at, so that nobody's text is lost."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class Purpose(models.TextChoices):
    """What the Data Protection Act 2018, section 62(4), allows a log to be used for; nothing else."""

    LAWFULNESS = "lawfulness", "To check that what was done was lawful"
    SELF_MONITORING = "self_monitoring", "To monitor ourselves, disciplinary proceedings included"
    SECURITY = "security", "To keep personal data whole and secure"
    CRIMINAL_PROCEEDINGS = "criminal_proceedings", "For criminal proceedings"


class LedgerFilterForm(forms.Form):
    purpose = forms.ChoiceField(
        label="Why are you looking?",
        choices=Purpose,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose why you are looking. It is written down."),
    )
    person = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), required=False, to_field_name="key", label="Agency of who did it", empty_label="Any"
    )
    operation = forms.ChoiceField(
        label="What was done", choices=[("", "Anything"), *LedgerEntry.Operation.choices], required=False
    )
    since = DayField(label="From", required=False, in_past=True)
    until = DayField(label="To", required=False, in_past=True)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies


class LedgerPersonForm(forms.Form):
    ref = forms.CharField(
        label="Reference of the person",
        max_length=40,
        help_text="The scheme’s own, such as W001.",
        error_messages={"required": "Enter a reference."},
    )


class Words(forms.Textarea):
    """Text about a person: no browser keeps it."""

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", **(attrs or {})})


class AgenciesField(forms.ModelMultipleChoiceField):
    """Agencies to tick, by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, agency):
        return agency.name

"""What forms of every floor are made from."""

from django import forms


class VersionedForm(forms.Form):
    """A form that edits a row: it carries the version it was opened at, so that nobody's text is lost."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

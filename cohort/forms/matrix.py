"""A version of a matrix as it is typed: the version itself, and one small form for each criterion."""

from django import forms

from cohort.forms.run import plain
from cohort.models import MatrixLine
from cohort.models.matrix import RANKINGS
from cohort.rules import CRITERIA
from cohort.rules.parameters import LONGEST, TOOLS
from sharing.form_fields import DayField

TOOL_WORDS = {"ogrs3": "OGRS3", "ogp": "OGP", "ovp": "OVP", "prism": "PRISM", "other": "Other"}
NARROW = {"class": "govuk-input--width-5", "autocomplete": "off", "inputmode": "decimal"}


class MatrixForm(forms.Form):
    matrix = forms.CharField(
        label="Name of the matrix", max_length=40, error_messages={"required": "Enter a name for the matrix."}
    )
    ranking = forms.ChoiceField(label="Which list does it rank?", choices=RANKINGS, widget=forms.RadioSelect)
    capacity = forms.IntegerField(
        label="Places",
        required=False,
        min_value=1,
        help_text="Leave empty to use the places of the scheme.",
        widget=forms.TextInput(attrs=NARROW),
    )
    in_force_from = DayField(
        label="In force from", error_messages={"required": "Enter the day from which this version counts."}
    )
    reason = forms.CharField(
        label="Why is it changed?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everyone who sees the matrix reads it. Do not write about a person.",
        error_messages={"required": "Enter why the matrix is changed."},
    )


class LineForm(forms.Form):
    """One criterion. Without a weight it is not in the version."""

    weight = forms.DecimalField(label="Weight", required=False, min_value=0, max_digits=12, decimal_places=4)
    cap = forms.DecimalField(label="At most", required=False, min_value=0, max_digits=12, decimal_places=4)
    months = forms.IntegerField(label="Months", required=False, min_value=1, max_value=LONGEST)
    days = forms.IntegerField(label="Days", required=False, min_value=0, max_value=LONGEST)
    tool = forms.ChoiceField(label="Tool", required=False, choices=[(tool, TOOL_WORDS[tool]) for tool in TOOLS])
    description = forms.CharField(label="What it counts, in plain words", required=False, max_length=500)

    def __init__(self, data=None, *, criterion, line=None):
        self.criterion, self.line = criterion, line
        super().__init__(data, prefix=criterion, initial=self.values(line))
        asked = CRITERIA[criterion].asks
        for name in ("months", "days", "tool"):
            if name not in asked:
                del self.fields[name]
        for name in ("weight", "cap", "months", "days"):
            if name in self.fields:
                self.fields[name].widget = forms.TextInput(attrs=NARROW)

    @property
    def label(self):
        return MatrixLine.Criterion(self.criterion).label

    @property
    def kept(self):
        """Parameters of the version it starts from that are not typed here, and go on as they were."""
        typed = {"months", "days", "tool"}
        return {name: value for name, value in (self.line.parameters if self.line else {}).items() if name not in typed}

    @staticmethod
    def values(line):
        if line is None:
            return {"tool": "other"}
        given = {name: line.parameters[name] for name in ("months", "days", "tool") if name in line.parameters}
        cap = {} if line.cap is None else {"cap": plain(line.cap)}
        return {"weight": plain(line.weight), "description": line.description} | cap | given

    @property
    def written(self):
        """The line for `matrix_save`; None where it is not in the version."""
        cleaned = self.cleaned_data
        if cleaned.get("weight") is None:
            return None
        given = {name: cleaned[name] for name in ("months", "days", "tool") if cleaned.get(name) not in (None, "")}
        return {
            "criterion": self.criterion,
            "weight": cleaned["weight"],
            "cap": cleaned["cap"],
            "parameters": self.kept | given,
            "description": cleaned["description"],
        }

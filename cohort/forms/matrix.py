"""A version of a matrix as it is typed: the version itself, and one small form for each criterion."""

from decimal import Decimal, InvalidOperation

from django import forms

from cohort.forms.run import plain
from cohort.models import MatrixLine
from cohort.models.matrix import RANKINGS
from cohort.rules import CRITERIA
from cohort.rules.parameters import LONGEST, TOOLS
from sharing.form_fields import DayField

TOOL_WORDS = {"ogrs3": "OGRS3", "ogp": "OGP", "ovp": "OVP", "prism": "PRISM", "other": "Other"}
BASES = [("charge", "Day of the charge"), ("offence", "Day of the offence")]
TYPED = ("months", "days", "tool", "basis", "bands", "class_weights")  # parameters that the form asks for
NARROW = {"class": "govuk-input--width-5", "autocomplete": "off", "inputmode": "decimal"}


def pair_words(pairs):
    """“1: 5; 3: 10”, of pairs or of a mapping: as people write them and read them again."""
    pairs = pairs.items() if hasattr(pairs, "items") else pairs
    return "; ".join(f"{first}: {second}" for first, second in pairs)


class PairsField(forms.CharField):
    """Pairs as `pair_words` writes them: a list of (text, number)."""

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else pair_words(value)

    def to_python(self, value):
        parts = [part.rpartition(":") for part in super().to_python(value).split(";") if part.strip()]
        return [(first.strip(), self.number(second)) for first, _, second in parts]

    @staticmethod
    def number(text):
        """A number as JSON has it."""
        try:
            value = Decimal(text.strip())
            return int(value) if value == value.to_integral_value() else float(value)
        except (InvalidOperation, OverflowError, ValueError):
            raise forms.ValidationError("Write pairs with a colon between and a semicolon after each.") from None


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
    basis = forms.ChoiceField(label="Counted by", required=False, choices=BASES)
    bands = PairsField(
        label="Bands",
        required=False,
        max_length=500,
        help_text="Points instead of the weight: from, points. 1: 5; 3: 10",
    )
    class_weights = PairsField(
        label="Weights of offences",
        required=False,
        max_length=4000,
        help_text="A class or group of the offence list and its weight; others do not count. 28A: 2; robbery: 3",
    )
    description = forms.CharField(label="What it counts, in plain words", required=False, max_length=500)

    def __init__(self, data=None, *, criterion, line=None):
        self.criterion, self.line = criterion, line
        super().__init__(data, prefix=criterion, initial=self.values(line))
        asked = CRITERIA[criterion].asks
        for name in ("months", "days", "tool", "basis", "class_weights"):
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
        return {name: value for name, value in (self.line.parameters if self.line else {}).items() if name not in TYPED}

    @staticmethod
    def values(line):
        if line is None:
            return {"tool": "other"}
        given = {name: line.parameters[name] for name in TYPED if name in line.parameters}
        cap = {} if line.cap is None else {"cap": plain(line.cap)}
        return {"weight": plain(line.weight), "description": line.description} | cap | given

    def clean_bands(self):
        return [[PairsField.number(first), points] for first, points in self.cleaned_data["bands"]]

    def clean_class_weights(self):
        return dict(self.cleaned_data["class_weights"])

    @property
    def written(self):
        """The line for `matrix_save`; None where it is not in the version. Bands stand in place of a weight."""
        cleaned = self.cleaned_data
        if cleaned.get("weight") is None and not cleaned["bands"]:
            return None
        given = {name: cleaned[name] for name in TYPED if cleaned.get(name) not in (None, "", [], {})}
        return {
            "criterion": self.criterion,
            "weight": Decimal(1) if cleaned["weight"] is None else cleaned["weight"],
            "cap": cleaned["cap"],
            "parameters": self.kept | given,
            "description": cleaned["description"],
        }

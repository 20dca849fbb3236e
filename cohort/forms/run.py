"""What is typed about runs: the day, and other weights to try."""

from django import forms

from cohort.models.matrix import RANKINGS
from sharing.form_fields import DayField

NUMBER = forms.NumberInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"})


class RunForm(forms.Form):
    ranking = forms.ChoiceField(choices=RANKINGS, widget=forms.HiddenInput)
    as_of = DayField(label="As at another day", required=False, in_past=True)


class TryForm(forms.Form):
    """A weight and a cap for each line of `run`, and the places. What is left empty is as in the run."""

    def __init__(self, *args, run, **kwargs):
        super().__init__(*args, **kwargs)
        self.run = run
        for line in run.lines:
            name, label = line["criterion"], line["label"]
            self.fields[f"w_{name}"] = forms.DecimalField(
                label=f"Weight: {label}", min_value=0, max_digits=12, decimal_places=4, required=False
            )
            self.fields[f"c_{name}"] = forms.DecimalField(
                label=f"At most: {label}", min_value=0, max_digits=12, decimal_places=4, required=False
            )
        self.fields["places"] = forms.IntegerField(label="Places above the line", min_value=1, required=False)
        for field in self.fields.values():
            field.widget = forms.TextInput(
                attrs={"class": "govuk-input--width-5", "autocomplete": "off", "inputmode": "decimal"}
            )

    def rows(self):
        """(line of the run, field of its weight, field of its cap)."""
        return [(line, self[f"w_{line['criterion']}"], self[f"c_{line['criterion']}"]) for line in self.run.lines]

    @property
    def weights(self):
        """Criterion to (weight, cap) of a valid form; an empty cap stands for none."""
        cleaned = self.cleaned_data
        return {
            line["criterion"]: (cleaned[f"w_{line['criterion']}"] or 0, cleaned[f"c_{line['criterion']}"])
            for line in self.run.lines
        }

    @staticmethod
    def values(weights, places):
        """What the form shows for weights and places, as `data` or `initial`."""
        shown = {"places": "" if places is None else places}
        for name, (weight, cap) in weights.items():
            shown |= {f"w_{name}": plain(weight), f"c_{name}": "" if cap is None else plain(cap)}
        return shown


class ProposalForm(forms.Form):
    reason = forms.CharField(
        label="Why propose this?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The panel reads it. Do not write about a person.",
        error_messages={"required": "Enter why you propose this."},
    )


def plain(number):
    """3.0000 as 3, 0.0200 as 0.02."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

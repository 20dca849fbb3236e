"""Shape and wording of decisions about enforcement."""

from django import forms

from casework.models import Enforcement
from sharing.dates import count, day
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words

Kind = Enforcement.Kind

# What sending and ending a decision are called, by kind. What has no words does not happen to it.
SENT = {
    Kind.WARNING: "Given to the person on",
    Kind.BREACH: "Sent to the court on",
    Kind.RECALL: "Recall asked for on",
}
SAY_WHY = "Say why this was decided."
RESOLVED = {Kind.BREACH: "Result at court on", Kind.RECALL: "Back in custody on"}


class EnforcementDecideForm(forms.Form):
    """`steps`: the kinds that can be decided; `due`: whether the absences are reason enough."""

    kind = forms.ChoiceField(
        label="What was decided?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was decided."},
    )
    decided_on = DayField(
        label="When was it decided?", in_past=True, error_messages={"required": "Enter the day of the decision."}
    )
    reason = forms.CharField(label="Why", max_length=20_000, widget=Words, error_messages={"required": SAY_WHY})

    def __init__(self, *args, steps, due, days, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, Kind(kind).label) for kind in steps]
        self.fields["reason"].required = not due
        self.fields["reason"].help_text = (
            "The absences above are a reason. Say more where there is more; say why if nothing follows."
            if due
            else "No decision is due after absences, so say what happened."
        )
        self.hints = {
            "warning": "In writing, to the person",
            "breach": f"Fast-tracked: sent to the court within {count(days['breach'], 'working day')}",
            "recall": f"Fast-tracked: asked for within {count(days['recall'], 'working day')}",
            "none": "Say why",
        }

    def clean(self):
        if self.cleaned_data.get("kind") == Kind.NONE and self.cleaned_data.get("reason") == "":
            self.add_error("reason", SAY_WHY)
        return self.cleaned_data


class EnforcementFollowForm(VersionedForm):
    """What happened to the decision `enforcement`. What its kind never comes to is not asked."""

    sent_on = DayField(required=False, in_past=True)
    resolved_on = DayField(required=False, in_past=True)
    outcome = forms.CharField(label="What came of it?", required=False, max_length=200)

    def __init__(self, *args, enforcement, **kwargs):
        super().__init__(*args, **kwargs)
        self.enforcement = enforcement
        for name, words in (("sent_on", SENT), ("resolved_on", RESOLVED)):
            if enforcement.kind in words:
                self.fields[name].label = words[enforcement.kind]
                self.fields[name].help_text = "Leave empty if it has not happened yet."
            else:
                del self.fields[name]

    def clean(self):
        for name in ("sent_on", "resolved_on"):
            on = self.cleaned_data.get(name)
            if on and on < self.enforcement.decided_on:
                self.add_error(
                    name, f"The decision is of {day(self.enforcement.decided_on)}: enter that day or a later one."
                )
        return self.cleaned_data

    def clean_outcome(self):
        return self.cleaned_data["outcome"].strip()

    @property
    def answers(self):
        """What to save: what was not asked stays as it is."""
        kept = {name: getattr(self.enforcement, name) for name in ("sent_on", "resolved_on")}
        return kept | self.cleaned_data

    @staticmethod
    def values(enforcement):
        return {name: getattr(enforcement, name) for name in ("sent_on", "resolved_on", "outcome", "version")}

"""What is typed about meetings: setting one up, inviting, and the one form for each person of a live conference."""

from django import forms

from pathways.models import Action, Pathway
from reviews.models import Meeting
from sharing.dates import day
from sharing.form_fields import ClockField, DayField
from sharing.forms import AgenciesField, Words

UNCHANGED = "same"
GOING = (
    (UNCHANGED, "No change"),
    (Action.Status.DONE.value, "Done"),
    (Action.Status.STUCK.value, "Stuck"),
    (Action.Status.NO_LONGER_NEEDED.value, "No longer needed"),
)


class MeetingSetUpForm(forms.Form):
    # A selection panel is set up as a panel, on the floor below: only those brought in from elsewhere are meetings here.
    kind = forms.ChoiceField(
        label="What kind of meeting?",
        choices=[choice for choice in Meeting.Kind.choices if choice[0] != Meeting.Kind.SELECTION_PANEL],
        widget=forms.RadioSelect,
    )
    held_on = DayField(label="Day", example="27/11/2026")
    starts_at = ClockField(label="Time", required=False)
    place = forms.CharField(label="Where", required=False, max_length=200)
    chair = forms.ModelChoiceField(label="Chair", queryset=None, required=False, empty_label="Choose a person")
    agencies = AgenciesField(label="Who is invited?", queryset=None, required=False)

    def __init__(self, *args, agencies, chairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies
        self.fields["chair"].queryset = chairs


class MeetingInviteForm(forms.Form):
    agencies = AgenciesField(label="Who is invited?", queryset=None, required=False)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies


class AgendaAddForm(forms.Form):
    """`people`: those there for the viewer and not on the agenda."""

    person = forms.ModelChoiceField(
        label="Add a person", queryset=None, to_field_name="key", empty_label="Choose a person"
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class ProgressForm(forms.Form):
    """One action of the plan in the live form: no change unless something is pressed or written."""

    mark_optional = False
    status = forms.ChoiceField(choices=GOING, widget=forms.RadioSelect, initial=UNCHANGED)
    note = forms.CharField(label="Note", required=False, max_length=20_000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.action = action
        due = f", due {day(action.target_on)}" if action.target_on else ""
        self.fields["status"].label = action.text or action.pathway_words
        self.fields["status"].help_text = f"{action.agency or 'Another agency'}{due}. {action.status_words}."
        if not action.text:  # a note would take the place of one that is not shown
            del self.fields["note"]

    @property
    def note_changed(self):
        return "note" in self.fields and self.cleaned_data["note"] != (self.action.outcome or "")

    @property
    def says_something(self):
        return self.cleaned_data["status"] != UNCHANGED or self.note_changed


class AgreedForm(forms.Form):
    """A new action; empty, or whole."""

    mark_optional = False
    text = forms.CharField(label="What", required=False, max_length=20_000)
    pathway = forms.ChoiceField(
        label="Area of life", choices=[("", "Choose an area"), *Pathway.choices], required=False
    )
    agency = forms.ModelChoiceField(label="Who", queryset=None, required=False, empty_label="Choose an agency")
    target_on = DayField(label="By when", required=False, help_text="")

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies

    def clean(self):
        answers = super().clean()
        if answers.get("text"):
            for name, words in (("pathway", "Choose an area of life."), ("agency", "Choose who does it.")):
                if not answers.get(name) and name not in self.errors:
                    self.add_error(name, words)
        elif any(answers.get(name) for name in ("pathway", "agency", "target_on")) and not self.errors:
            self.add_error("text", "Say what is to be done.")
        return answers


class ReviewSaveForm(forms.Form):
    mark_optional = False
    summary = forms.CharField(label="What was agreed", required=False, max_length=20_000, widget=Words)
    person_comment = forms.CharField(required=False, max_length=20_000, widget=Words)
    person_attended = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    next_review_on = DayField(label="Next review", required=False, help_text="")
    present = AgenciesField(label="Here today", queryset=None, required=False, show_hidden_initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, person, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        first = person.given_names.split(" ")[0] or person.family_name
        self.fields["summary"].help_text = f"Write it so {first} could read it."
        self.fields["person_comment"].label = f"What {first} said"
        self.fields["person_attended"].label = f"Did {first} come?"
        self.fields["present"].queryset = agencies

    def present_changes(self):
        """Agency id -> whether it is there, of the ticks that differ from those the page was opened with."""
        before = set(self.fields["present"].clean(self._was_present()))
        after = set(self.cleaned_data["present"])
        return {agency.pk: agency in after for agency in before ^ after}

    def _was_present(self):
        bound = self["present"]
        return self.fields["present"].hidden_widget().value_from_datadict(self.data, {}, bound.html_initial_name)

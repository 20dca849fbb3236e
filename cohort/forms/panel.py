"""What is typed about panels: setting one up, who is invited and who came, and one paragraph of each agency."""

from django import forms

from sharing.form_fields import ClockField, DayField
from sharing.forms import AgenciesField, VersionedForm, Words


class SeatsForm(forms.Form):
    """Which agencies are invited, and of each its member of the panel. `agencies`: agency -> its users."""

    agencies = AgenciesField(label="Which agencies are invited?", queryset=None, required=False)

    def __init__(self, *args, agencies, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies
        self.people = {agency: members.get(agency.pk, []) for agency in agencies}
        for agency, users in self.people.items():
            self.fields[f"member_{agency.key}"] = forms.ChoiceField(
                label=agency.name,
                required=False,
                choices=[("", "Anyone of the agency"), *((user.key, user.name) for user in users)],
            )

    def members(self):
        """The bound fields of the members, in the order of the agencies."""
        return [self[f"member_{agency.key}"] for agency in self.people]

    @property
    def seats(self):
        """Agency -> its member or None, of a valid form."""
        chosen = {}
        for agency in self.cleaned_data["agencies"]:
            key = self.cleaned_data[f"member_{agency.key}"]
            chosen[agency] = next((user for user in self.people[agency] if user.key == key), None)
        return chosen

    @staticmethod
    def values(seats):
        """What the form shows for seats."""
        shown = {"agencies": [seat.agency_id for seat in seats]}
        return shown | {f"member_{seat.agency.key}": seat.user.key for seat in seats if seat.user}


class PanelForm(forms.Form):
    """When and where, and who leads."""

    held_on = DayField(label="Day", example="27/11/2026")
    starts_at = ClockField(label="Time", required=False)
    place = forms.CharField(label="Where", required=False, max_length=200)
    chair = forms.ModelChoiceField(label="Chair", queryset=None, required=False, empty_label="Choose a person")

    def __init__(self, *args, chairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = chairs


class PanelSetUpForm(PanelForm, SeatsForm):
    @property
    def what(self):
        return {name: self.cleaned_data[name] for name in ("held_on", "starts_at", "place", "chair")}


class PanelInviteForm(SeatsForm, VersionedForm):
    pass


class PanelChangeForm(PanelForm, VersionedForm):
    @staticmethod
    def values(panel):
        return {"version": panel.version, "held_on": panel.held_on, "starts_at": panel.starts_at,
                "place": panel.place, "chair": panel.chair_id}  # fmt: skip


class AttendForm(VersionedForm):
    mark_optional = False
    present = AgenciesField(label="Who is here?", queryset=None, required=False)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = agencies


class PanelPersonForm(forms.Form):
    """`people`: a list of those there for the viewer and not on the agenda. A field over a queryset would read them
    past the ledger."""

    person = forms.ChoiceField(
        label="Add a person", error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose a person to add.")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {person.key: person for person in people}
        named = [(key, person.list_name) for key, person in self.people.items()]
        self.fields["person"].choices = [("", "Choose a person"), *named]

    def clean_person(self):
        return self.people[self.cleaned_data["person"]]


class ParagraphForm(forms.Form):
    """One agency on one person. Nothing typed and nothing ticked: not answered yet."""

    mark_optional = False
    text = forms.CharField(required=False, max_length=20_000, widget=Words)
    nothing = forms.BooleanField(label="Nothing to add", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, item, agency, written, **kwargs):
        initial = {
            "text": written.text if written else "",
            "nothing": written is not None and not written.text,
            "version": written.version if written else 0,
        }
        super().__init__(*args, prefix=item.key, initial=initial, **kwargs)
        self.item, self.written = item, written
        self.fields["text"].label = f"What {agency.name} wants the panel to know about {item.person.full_name}"

    @property
    def says_something(self):
        """Whether it says something else than is kept."""
        answered = bool(self.cleaned_data["text"] or self.cleaned_data["nothing"])
        if self.written is None:
            return answered
        return answered and self.cleaned_data["text"] != self.written.text

    def clean(self):
        answers = super().clean()
        if answers.get("text") and answers.get("nothing"):
            self.add_error("nothing", "Either write something or tick this, not both.")
        return answers

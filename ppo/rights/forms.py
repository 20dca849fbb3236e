"""What is typed about requests, decisions and hand-over."""

from django import forms
from django.db import models
from django.utils.timezone import localdate

from ppo.rights.grounds import GROUNDS
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words
from sharing.models import ItemDecision, RequestPart, SubjectRequest

Decision = ItemDecision.Decision


class YesNo(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"


class RequestAddForm(forms.Form):
    name = forms.CharField(
        label="Name of the person, as they wrote it",
        max_length=200,
        error_messages={"required": "Enter the name of the person."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    received_on = DayField(
        label="When did it come in?", in_past=True, error_messages={"required": "Enter the day the request came in."}
    )
    channel = forms.ChoiceField(
        label="How did it come in?",
        choices=SubjectRequest.Channel,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came in."},
    )
    known = forms.ChoiceField(
        label="Do we know that it is them?",
        choices=[
            (YesNo.YES, "Yes: somebody here knows them, or has seen proof"),
            (YesNo.NO, "No: proof has been asked for"),
        ],
        widget=forms.RadioSelect,
        help_text="Ask for proof only where you doubt who it is. The month starts when the proof comes in.",
        error_messages={"required": "Choose whether we know that it is them."},
    )
    address = forms.CharField(
        label="Where does the answer go?", required=False, max_length=1000, widget=Words({"rows": 3})
    )
    asked_for = forms.CharField(
        label="What did they ask for?",
        required=False,
        max_length=20_000,
        widget=Words({"rows": 3}),
        help_text="In their own words. Empty means everything.",
    )

    @property
    def request(self):
        answers = dict(self.cleaned_data)
        return answers | {"identity_known": answers.pop("known") == YesNo.YES}


class IdentityForm(VersionedForm):
    proof = forms.CharField(
        label="What was shown?",
        max_length=200,
        help_text="For example: passport, seen by the key worker. Keep no copy.",
        error_messages={"required": "Say what was shown."},
    )
    proved_on = DayField(label="On which day?", in_past=True, error_messages={"required": "Enter the day."})


class QuestionForm(VersionedForm):
    question = forms.CharField(
        label="What did you ask the person?",
        max_length=20_000,
        widget=Words({"rows": 4}),
        help_text="Only what is needed to find the information. The days until the answer do not count.",
        error_messages={"required": "Write down what you asked."},
    )
    asked_on = DayField(label="On which day?", in_past=True, error_messages={"required": "Enter the day."})


class AnswerForm(VersionedForm):
    answered_on = DayField(
        label="When did the answer come in?", in_past=True, error_messages={"required": "Enter the day."}
    )


class ExtendForm(VersionedForm):
    reason = forms.CharField(
        label="Why do you need longer?",
        max_length=20_000,
        widget=Words({"rows": 4}),
        help_text="Only because the request is complex, or because there are several. The person is told this reason.",
        error_messages={"required": "Say why. The person is told."},
    )


class SearchForm(VersionedForm):
    """`people`: those whose names fit, as `finding.candidates` gives them."""

    mark_optional = False
    NOBODY, OTHER = "nobody", "other"
    person = forms.ChoiceField(
        label="Who is it?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose who it is, or that nobody was found."),
    )
    ref = forms.CharField(
        label="Reference", required=False, max_length=40, help_text="Only if you chose “Somebody else”."
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        found = [(one["key"], self.words(one)) for one in people]
        self.fields["person"].choices = [
            *found,
            (self.OTHER, "Somebody else, whose reference I know"),
            (self.NOBODY, "Nobody on the scheme"),
        ]

    @staticmethod
    def words(one):
        born = f", born {one['born']:%d/%m/%Y}" if one["born"] else ""
        return f"{one['name']} ({one['ref']}{born})"

    def clean(self):
        answers = super().clean()
        if answers.get("person") == self.OTHER and not answers.get("ref"):
            self.add_error("ref", "Enter the reference.")
        return answers


class CloseForm(VersionedForm):
    outcome = forms.ChoiceField(choices=SubjectRequest.Outcome)


class HandForm(VersionedForm):
    how = forms.CharField(
        label="How did the person get it?",
        max_length=200,
        help_text="For example: in person at the office, or by recorded post.",
        error_messages={"required": "Say how the person got it."},
    )
    on = DayField(label="On which day?", in_past=True, error_messages={"required": "Enter the day."})


class ItemForm(forms.Form):
    """A decision about one item: `item` a collect.Item, `part` whose law decides which grounds there are."""

    mark_optional = False  # what is needed hangs on the decision
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="What does the person get?",
        choices=Decision,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the person gets."},
    )
    lines = forms.MultipleChoiceField(
        label="Lines to keep back",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only if you give the item without some lines.",
    )
    ground = forms.ChoiceField(label="Ground in law", required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why does it apply here?", required=False, max_length=20_000, widget=Words({"rows": 3})
    )
    prejudice = forms.CharField(
        label="What would happen if the person had it?",
        required=False,
        max_length=20_000,
        widget=Words({"rows": 3}),
        help_text="To whom, how likely, and why nothing less than keeping it back would do.",
    )
    told = forms.ChoiceField(
        label="Is the person told that something is kept back?",
        required=False,
        choices=[
            (YesNo.YES, "Yes: their part says on which ground, not what"),
            (YesNo.NO, "No: saying so would give it away"),
        ],
        widget=forms.RadioSelect,
    )
    review_on = DayField(label="When is this looked at again?", required=False)

    NEEDED = {
        "ground": "Choose the ground in law.",
        "reason": "Say why the ground applies here.",
        "prejudice": "Say what would happen.",
        "told": "Choose whether the person is told.",
        "review_on": "Enter the day this is looked at again.",
    }

    def __init__(self, *args, item, part, **kwargs):
        super().__init__(*args, **kwargs)
        grounds = GROUNDS[RequestPart.Regime(part.regime)]
        self.fields["ground"].choices = [(code, ground.words) for code, ground in grounds.items()]
        self.fields["lines"].choices = [(line.name, line.words) for line in item.lines]

    def clean(self):
        answers = super().clean()
        decision = answers.get("decision")
        if decision in (Decision.PART, Decision.WITHHOLD):
            for name, words in self.NEEDED.items():
                if name not in self.errors and not answers.get(name):
                    self.add_error(name, words)
            day = answers.get("review_on")
            if day and day <= localdate():
                self.add_error("review_on", "The day must be later than today.")
        if decision == Decision.PART and not answers.get("lines"):
            self.add_error("lines", "Choose the lines to keep back.")
        return answers

    @property
    def answers(self):
        """What `changes.item_decide` takes; of an item given whole, nothing but that."""
        said = self.cleaned_data
        if said["decision"] == Decision.GIVE:
            return {"decision": Decision.GIVE, "version": said["version"]}
        lines = said["lines"] if said["decision"] == Decision.PART else ()
        return said | {"lines": lines, "told": said["told"] == YesNo.YES}

    @staticmethod
    def values(decision, item):
        """Initial values: the decision that stands; of an undecided item its waiting lines are ticked."""
        if decision is None:
            return {"version": 0, "lines": [line.name for line in item.lines if line.restricted]}
        names = ("version", "decision", "lines", "ground", "reason", "prejudice", "review_on")
        kept = {name: getattr(decision, name) for name in names}
        return kept | {"told": YesNo.YES if decision.told else YesNo.NO}

"""Shape and wording of asking to see something, and of the two ways to answer."""

from django import forms
from django.utils.timezone import localdate

from casework.forms.disclosure import GroundsForm
from sharing.changes.question import Asking, Sharing
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words
from sharing.models.question import WhyNot
from sharing.policy import WORDS, Category, Level

ANYTHING = "anything"


class QuestionAskForm(forms.Form):
    """What somebody needs to know of what is not shown to them. `options`: [(value, words, what `Asking.about` gets)]."""

    about = forms.ChoiceField(
        label="What do you ask about?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what you ask about.",
            "invalid_choice": "You can see this now, or it is not there any more. Choose again.",
        },
    )
    words = forms.CharField(
        label="What do you need to know?",
        max_length=2_000,
        widget=Words,
        error_messages={"required": "Say what you need to know."},
    )
    reason = forms.CharField(
        label="Why do you need it?",
        max_length=2_000,
        widget=Words,
        error_messages={"required": "Say why you need it."},
    )
    needed_until = DayField(
        label="Until when do you need it?", error_messages={"required": "Enter the last day you need it."}
    )

    def __init__(self, *args, options, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(value, words) for value, words, _ in options]
        self.abouts = {value: about for value, _, about in options}

    def clean_needed_until(self):
        day = self.cleaned_data["needed_until"]
        if day < localdate():
            raise forms.ValidationError("The day must be today or later.")
        if (day - localdate()).days > 366:
            raise forms.ValidationError("The day must be within a year.")
        return day

    @property
    def asking(self):
        said = self.cleaned_data
        return Asking(said["words"], said["reason"], said["needed_until"], self.abouts[said["about"]])


class AnswerShareForm(GroundsForm):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    categories = forms.TypedMultipleChoiceField(
        label="What do you share?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what you share, or answer below that you do not."},
    )
    field_order = ("version", "categories", "level")

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, kinds=kinds, **kwargs)
        self.fields["categories"].choices = [(int(kind), WORDS[kind]) for kind in kinds]

    @property
    def sharing(self):
        said = self.cleaned_data
        kinds = tuple(Category(one) for one in said["categories"])
        return Sharing(kinds, Level(said["level"]), said["until"], self.grounds)


class AnswerRefuseForm(VersionedForm):
    why_not = forms.ChoiceField(
        label="What do you tell them?",
        choices=WhyNot,
        widget=forms.RadioSelect,
        help_text="They are not told which agency answered.",
        error_messages={"required": "Choose what you tell them."},
    )
    note = forms.CharField(
        label="Why, for your own agency",
        max_length=2_000,
        required=False,
        widget=Words,
        help_text="Stays within your agency.",
    )


class QuestionWithdrawForm(VersionedForm):
    """Nothing but the press."""

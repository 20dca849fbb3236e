"""Shape and wording of what is typed in an emergency, and of its review."""

from django import forms

from sharing.form_fields import DayField
from sharing.forms import Words
from sharing.models import Emergency


class EmergencyOpenForm(forms.Form):
    kind = forms.ChoiceField(
        label="Why do you need it now?",
        choices=Emergency.Kind,
        initial=Emergency.Kind.LIFE,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you need it now."},
    )
    reason = forms.CharField(
        label="What is happening?",
        max_length=20_000,
        widget=Words({"rows": 3}),
        error_messages={"required": "Say what is happening. Those who review it read this."},
    )


class EmergencyFindForm(EmergencyOpenForm):
    """The same about somebody the user does not work with: exactly who it is comes first."""

    who = forms.CharField(
        label="Who is it?",
        max_length=200,
        help_text="A PNC number, or the full name.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter a PNC number or a full name."},
    )
    born = DayField(
        label="Date of birth", required=False, in_past=True, help_text="Needed with a name. For example, 3/5/1998."
    )
    field_order = ("who", "born", "kind", "reason")


class EmergencyReviewForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Was it right to use it?",
        choices=Emergency.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was right."},
    )
    words = forms.CharField(
        label="Why do you say so, and what happens next?",
        max_length=20_000,
        widget=Words({"rows": 4}),
        error_messages={"required": "Say why. The user’s agency can ask for it later."},
    )

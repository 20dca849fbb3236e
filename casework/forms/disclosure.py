"""Shape and wording of sharing something once: what, with whom, until when, and the three answers to why."""

from django import forms

from sharing.basis import CONFIDENTIAL
from sharing.changes.disclosure import Grounds
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words
from sharing.models import AgreementRule, Disclosure
from sharing.policy import WORDS, Category, Level

LEVELS = ((int(Level.SUMMARY), "A summary only"), (int(Level.FULL), "Everything"))


class GroundsForm(forms.Form):
    """How much is shared, until when, and why it may be. What lifts the duty of confidence is asked where it may matter."""

    mark_optional = False  # what is not always asked says when it is

    level = forms.TypedChoiceField(
        label="How much of it?",
        coerce=int,
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much is shared."},
    )
    until = DayField(
        label="Until the end of which day?", error_messages={"required": "Enter the last day it is shared."}
    )
    basis = forms.ChoiceField(
        label="What is the legal basis?",
        choices=AgreementRule.Basis,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the legal basis."},
    )
    confidentiality = forms.ChoiceField(
        label="What lets you share what was told in confidence?",
        choices=Disclosure.Confidentiality,
        widget=forms.RadioSelect,
        required=False,
        help_text="Asked of health, drug tests and treatment, beside the legal basis and never instead of it.",
    )
    approver = forms.CharField(
        label="Who approved it, with their post?",
        max_length=200,
        required=False,
        help_text="For an overriding public interest only. Otherwise leave it empty.",
    )
    reason = forms.CharField(
        label="Why is it shared?",
        max_length=2_000,
        widget=Words,
        help_text="It stays in the ledger. Say what it is needed for, not what the record says.",
        error_messages={"required": "Say why it is shared."},
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        if not {int(kind) for kind in kinds} & set(CONFIDENTIAL):
            del self.fields["confidentiality"], self.fields["approver"]

    @property
    def grounds(self):
        said = self.cleaned_data
        return Grounds(
            basis=said["basis"],
            reason=said["reason"],
            confidentiality=said.get("confidentiality", ""),
            approver=said.get("approver", ""),
        )


class DisclosureMakeForm(GroundsForm):
    category = forms.TypedChoiceField(
        label="What do you share?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you share."},
    )
    to_agency = forms.ModelChoiceField(
        label="With which agency?",
        queryset=None,
        to_field_name="key",
        empty_label="Choose an agency",
        error_messages={"required": "Choose the agency you share it with."},
    )
    field_order = ("category", "to_agency", "level")

    def __init__(self, *args, kinds, agencies, **kwargs):
        super().__init__(*args, kinds=kinds, **kwargs)
        self.fields["category"].choices = [(int(kind), WORDS[kind]) for kind in kinds]
        self.fields["to_agency"].queryset = agencies

    @property
    def disclosure(self):
        """What `disclosure_make` is told."""
        said = self.cleaned_data
        return {
            "category": Category(said["category"]),
            "to_agency": said["to_agency"],
            "level": Level(said["level"]),
            "until": said["until"],
            "grounds": self.grounds,
        }


class DisclosureEndForm(VersionedForm):
    """Nothing but the press: what ends is shown above it."""

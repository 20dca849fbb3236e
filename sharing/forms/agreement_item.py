"""Shape and wording of what may pass: from whom to whom, how far, and on which grounds."""

from django import forms

from sharing.basis import CONFIDENTIAL
from sharing.changes.agreement_item import Grounds
from sharing.forms import VersionedForm, Words
from sharing.models import Agency, AgreementRule
from sharing.policy import WORDS, Category, Level

Confidentiality = AgreementRule.Confidentiality


class GroundsForm(VersionedForm):
    """How far an item goes, and on which grounds: the legal basis, and apart from it what lifts confidence."""

    level = forms.TypedChoiceField(
        label="How much?",
        coerce=int,
        choices=[(int(Level.SUMMARY), "Summary"), (int(Level.FULL), "All of it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much may pass."},
    )
    needs_consent = forms.TypedChoiceField(
        label="Must the person agree first?",
        coerce=lambda answer: answer == "yes",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect({"data-inline": "true"}),
        error_messages={"required": "Choose whether the person must agree first."},
    )
    basis = forms.ChoiceField(
        label="Legal basis",
        choices=AgreementRule.Basis,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the legal basis."},
    )
    statute = forms.CharField(
        label="Which law, if it is none of these?",
        required=False,
        max_length=200,
        help_text="The Act or regulation, and the section, such as Children Act 2004, section 11.",
    )
    confidentiality = forms.ChoiceField(
        label="What lifts confidence?",
        choices=Confidentiality,
        required=False,
        help_text="Only for health, and for drug tests and treatment. The legal basis alone does not lift it.",
        widget=forms.RadioSelect,
    )
    approver = forms.CharField(
        label="Who approved it?",
        required=False,
        max_length=200,
        help_text="Only for public interest: name and post, such as Dr A Reed, Caldicott Guardian.",
    )
    confidentiality_reason = forms.CharField(
        label="Why, or by which law or order?",
        required=False,
        max_length=20_000,
        help_text="For public interest, or for statute or court order.",
        widget=Words,
    )
    mark_optional = False  # what is not needed stands under a heading that says for what it is
    of_item = None  # the category of an item that is there

    def clean(self):
        answers = self.cleaned_data
        other = answers.get("basis") == AgreementRule.Basis.OTHER
        if other and not answers.get("statute"):
            self.add_error("statute", "Enter which law gives the power: the Act or regulation, and the section.")
        if not other and answers.get("statute"):
            self.add_error("statute", "Leave this empty: it is only for a basis that is none of those named.")
        category = answers.get("category") if self.of_item is None else self.of_item
        if category is None:
            return answers
        if category in CONFIDENTIAL:
            self._check_ground(answers)
        else:
            for name in ("confidentiality", "approver", "confidentiality_reason"):
                if answers.get(name):
                    self.add_error(name, "Leave this empty: it is only for health, and for drug tests and treatment.")
        return answers

    def _check_ground(self, answers):
        ground = answers.get("confidentiality")
        if not ground:
            self.add_error(
                "confidentiality", "Choose what lifts confidence: this was told to those who treat the person."
            )
        if ground == Confidentiality.EXPLICIT_CONSENT and answers.get("needs_consent") is False:
            self.add_error("needs_consent", "Explicit consent means that the person must agree first: choose “Yes”.")
        if ground == Confidentiality.PUBLIC_INTEREST:
            if not answers.get("approver"):
                self.add_error("approver", "Enter who approved it, by name and post.")
            if not answers.get("confidentiality_reason"):
                self.add_error("confidentiality_reason", "Enter why the public interest outweighs confidence.")
        elif answers.get("approver"):
            self.add_error("approver", "Leave this empty: only public interest needs an approver.")

    @staticmethod
    def values(rule, version):
        names = ("level", "basis", "statute", "confidentiality", "approver", "confidentiality_reason")
        return {name: getattr(rule, name) for name in names} | {
            "needs_consent": "yes" if rule.needs_consent else "no",
            "version": version,
        }

    @property
    def grounds(self):
        return Grounds(**{name: self.cleaned_data[name] for name in Grounds.__dataclass_fields__})


class ItemForm(GroundsForm):
    """A new item: from whom, to whom, what; then how far and on which grounds."""

    from_agency = forms.ModelChoiceField(
        Agency.objects.none(), label="From", required=False, empty_label="Every party", to_field_name="key"
    )
    to_agency = forms.ModelChoiceField(
        Agency.objects.none(), label="To", required=False, empty_label="Every party", to_field_name="key"
    )
    category = forms.TypedChoiceField(
        label="What",
        coerce=int,
        empty_value=None,
        choices=[("", "Choose"), *((int(one), WORDS[one]) for one in Category)],
        error_messages={"required": "Choose what may pass."},
    )
    field_order = ("from_agency", "to_agency", "category")

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("from_agency", "to_agency"):
            self.fields[name].queryset = parties

    @property
    def route(self):
        return tuple(self.cleaned_data[name] for name in ("from_agency", "to_agency", "category"))

"""Shape and wording of what is typed about being on the scheme, and about letters."""

from django import forms

from cohort.models import LetterKind, Membership
from cohort.rules import letter as rules
from sharing.form_fields import DayField
from sharing.forms import VersionedForm, Words


class MembershipChangeForm(VersionedForm):
    strands = forms.MultipleChoiceField(
        label="What does the scheme do?",
        choices=Membership.Strand,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one strand."},
    )
    basis = forms.ChoiceField(
        label="Why does the person take part?",
        choices=Membership.Basis,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the basis of taking part."},
    )
    reason = forms.CharField(
        label="What changed?",
        max_length=20_000,
        widget=Words({"rows": 3}),
        help_text="For example: the order ended, and the person goes on as a volunteer.",
        error_messages={"required": "Enter what changed."},
    )


class LetterForm(forms.Form):
    """What is written for this one person; the rest of the letter is the scheme's words."""

    why = forms.CharField(label="Why, in plain words", max_length=2000, widget=Words({"rows": 4}))
    goes_on = forms.CharField(
        label="Who carries on helping",
        max_length=2000,
        widget=Words({"rows": 3}),
        initial="Ask your worker who can help you from now on.",
        help_text="For example: Sam will help you with your tenancy until March.",
        error_messages={"required": "Enter who carries on helping, or that nobody does."},
    )
    language = forms.ChoiceField(label="Language")
    large_print = forms.BooleanField(label="In large print", required=False)

    def __init__(self, *args, kind, languages, **kwargs):
        super().__init__(*args, **kwargs)
        leaving = kind == LetterKind.LEAVING
        why = self.fields["why"]
        why.help_text = "The person reads this. Short sentences, and only what the person knows already."
        why.error_messages["required"] = f"Enter why the person {'left' if leaving else 'was chosen'}."
        if not leaving:
            del self.fields["goes_on"]
        self.fields["language"].choices = [(one.value, one.label) for one in languages]
        if len(languages) == 1:
            self.fields["language"].widget = forms.HiddenInput()

    def clean_why(self):
        return easy(self.cleaned_data["why"])

    def clean_goes_on(self):
        return easy(self.cleaned_data["goes_on"])


def easy(text):
    """The text, refused where a sentence of it is long or a word must not stand in a letter."""
    problems = [f"Make this shorter than 15 words: “{one}”" for one in rules.too_long(text)]
    problems += [f"Take out “{word}”: the person must not read it in a letter." for word in rules.sealed(text)]
    if problems:
        raise forms.ValidationError(problems)
    return text


class LetterHandForm(VersionedForm):
    given_on = DayField(
        label="On which day did you give it?", in_past=True, error_messages={"required": "Enter the day."}
    )
    read_together = forms.TypedChoiceField(
        label="Did you read it together?",
        coerce=lambda answer: answer == "yes",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect({"data-inline": "true"}),
        error_messages={"required": "Choose whether you read it together."},
    )


class LetterWordingForm(forms.Form):
    text = forms.CharField(
        label="The words of the letter",
        max_length=20_000,
        widget=forms.Textarea({"rows": 24, "autocomplete": "off"}),
        help_text="A line that begins with # is a heading, one that begins with - stands in a list.",
        error_messages={"required": "Enter the words of the letter."},
    )
    reason = forms.CharField(
        label="Why the change?",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Enter why the words change."},
    )

from cohort.forms.matrix import LineForm, MatrixForm, pair_words
from cohort.forms.membership import LetterForm, LetterHandForm, LetterWordingForm, MembershipChangeForm
from cohort.forms.run import ProposalForm, RunForm, TryForm

__all__ = [
    "LetterForm",
    "LetterHandForm",
    "LetterWordingForm",
    "LineForm",
    "MatrixForm",
    "MembershipChangeForm",
    "ProposalForm",
    "RunForm",
    "TryForm",
    "pair_words",
]

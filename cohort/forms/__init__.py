from cohort.forms.matrix import LineForm, MatrixForm
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
]

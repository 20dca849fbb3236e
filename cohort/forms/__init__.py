from cohort.forms.matrix import LineForm, MatrixForm
from cohort.forms.run import ProposalForm, RunForm, TryForm

__all__ = ["LineForm", "MatrixForm", "ProposalForm", "RunForm", "TryForm"]

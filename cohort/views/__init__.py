from cohort.views.matrix import matrix_change, matrix_detail
from cohort.views.run import selection_detail, selection_list, selection_run
from cohort.views.score import score_detail
from cohort.views.trial import proposal_detail, selection_try

__all__ = [
    "matrix_change",
    "matrix_detail",
    "proposal_detail",
    "score_detail",
    "selection_detail",
    "selection_list",
    "selection_run",
    "selection_try",
]

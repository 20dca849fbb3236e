from cohort.views.leaving import leaving_list, leaving_send, leaving_stay
from cohort.views.leaving_plan import (
    handover_answer,
    handover_ask,
    leaving_back,
    leaving_check,
    leaving_plan,
    leaving_print,
)
from cohort.views.matrix import matrix_change, matrix_detail
from cohort.views.run import selection_detail, selection_list, selection_run
from cohort.views.score import score_detail
from cohort.views.trial import proposal_detail, selection_try

__all__ = [
    "handover_answer",
    "handover_ask",
    "leaving_back",
    "leaving_check",
    "leaving_list",
    "leaving_plan",
    "leaving_print",
    "leaving_send",
    "leaving_stay",
    "matrix_change",
    "matrix_detail",
    "proposal_detail",
    "score_detail",
    "selection_detail",
    "selection_list",
    "selection_run",
    "selection_try",
]

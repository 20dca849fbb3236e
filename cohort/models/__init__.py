from cohort.models.matrix import MatrixLine, MatrixVersion
from cohort.models.membership import Membership, TrackedPerson
from cohort.models.run import Proposal, RunScore, SelectionRun
from cohort.models.view import AgencyView, Harm, Score

__all__ = [
    "AgencyView",
    "Harm",
    "MatrixLine",
    "MatrixVersion",
    "Membership",
    "Proposal",
    "RunScore",
    "Score",
    "SelectionRun",
    "TrackedPerson",
]

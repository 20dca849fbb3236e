from cohort.models.leaving import (
    Handover,
    HandoverDetail,
    LeavingCheck,
    LeavingPlan,
    LeavingProposal,
    LeavingReason,
)
from cohort.models.letter import Language, Letter, LetterKind, LetterWording
from cohort.models.matrix import MatrixLine, MatrixVersion
from cohort.models.membership import Membership, TrackedPerson
from cohort.models.nomination import Nomination, NominationCaution, NominationSuggestion, UnplacedNomination
from cohort.models.panel import Panel, PanelDecision, PanelItem, PanelParagraph, PanelPosition, PanelSeat
from cohort.models.run import Proposal, RunScore, SelectionRun
from cohort.models.transfer import Transfer
from cohort.models.view import AgencyView, Harm, Score

__all__ = [
    "AgencyView",
    "Handover",
    "HandoverDetail",
    "Harm",
    "Language",
    "LeavingCheck",
    "LeavingPlan",
    "LeavingProposal",
    "LeavingReason",
    "Letter",
    "LetterKind",
    "LetterWording",
    "MatrixLine",
    "MatrixVersion",
    "Membership",
    "Nomination",
    "NominationCaution",
    "NominationSuggestion",
    "Panel",
    "PanelDecision",
    "PanelItem",
    "PanelParagraph",
    "PanelPosition",
    "PanelSeat",
    "Proposal",
    "RunScore",
    "Score",
    "SelectionRun",
    "TrackedPerson",
    "Transfer",
    "UnplacedNomination",
]

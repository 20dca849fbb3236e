from cohort.views.area import area_tell
from cohort.views.check import arrest_tell, reception_record, status_check
from cohort.views.lead import lead_name
from cohort.views.leaving import leaving_list, leaving_send, leaving_stay
from cohort.views.leaving_plan import (
    handover_answer,
    handover_ask,
    leaving_back,
    leaving_check,
    leaving_paper,
    leaving_plan,
    leaving_print,
)
from cohort.views.letter import (
    letter_detail,
    letter_download,
    letter_hand,
    letter_wording_change,
    letter_wording_list,
    letter_write,
)
from cohort.views.matrix import matrix_change, matrix_detail
from cohort.views.membership import membership_change, membership_detail
from cohort.views.nomination import (
    nomination_add,
    nomination_detail,
    nomination_list,
    nomination_person,
    nomination_place,
    nomination_withdraw,
)
from cohort.views.panel import panel_attend, panel_change, panel_detail, panel_invite, panel_list, panel_set_up
from cohort.views.panel_agenda import (
    panel_add,
    panel_fill,
    panel_item_move,
    panel_item_remove,
    panel_paragraphs,
    panel_remind,
)
from cohort.views.panel_live import panel_decide, panel_live
from cohort.views.panel_outcome import panel_confirm, panel_minutes, panel_ratify
from cohort.views.run import selection_detail, selection_list, selection_run
from cohort.views.score import score_detail
from cohort.views.suggestion import suggestion_list, suggestion_put_away
from cohort.views.transfer import transfer_detail, transfer_list, transfer_offer
from cohort.views.trial import proposal_detail, selection_try

__all__ = [
    "area_tell",
    "arrest_tell",
    "handover_answer",
    "handover_ask",
    "lead_name",
    "leaving_back",
    "leaving_check",
    "leaving_list",
    "leaving_paper",
    "leaving_plan",
    "leaving_print",
    "leaving_send",
    "leaving_stay",
    "letter_detail",
    "letter_download",
    "letter_hand",
    "letter_wording_change",
    "letter_wording_list",
    "letter_write",
    "matrix_change",
    "matrix_detail",
    "membership_change",
    "membership_detail",
    "nomination_add",
    "nomination_detail",
    "nomination_list",
    "nomination_person",
    "nomination_place",
    "nomination_withdraw",
    "panel_add",
    "panel_attend",
    "panel_change",
    "panel_confirm",
    "panel_decide",
    "panel_detail",
    "panel_fill",
    "panel_invite",
    "panel_item_move",
    "panel_item_remove",
    "panel_list",
    "panel_live",
    "panel_minutes",
    "panel_paragraphs",
    "panel_ratify",
    "panel_remind",
    "panel_set_up",
    "proposal_detail",
    "reception_record",
    "score_detail",
    "selection_detail",
    "selection_list",
    "selection_run",
    "selection_try",
    "status_check",
    "suggestion_list",
    "suggestion_put_away",
    "transfer_detail",
    "transfer_list",
    "transfer_offer",
]

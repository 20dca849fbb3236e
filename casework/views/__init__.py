from casework.views.consent import consent_give, consent_withdraw, person_told
from casework.views.contact import contact_list, contact_missed, contact_outcome, contact_undo
from casework.views.contact_add import contact_add, contact_repeat
from casework.views.diary import diary_print
from casework.views.disclosure import disclosure_end, disclosure_make
from casework.views.emergency import emergency_end, emergency_find, emergency_open
from casework.views.emergency_review import emergency_list, emergency_review
from casework.views.enforcement import enforcement_decide, enforcement_follow
from casework.views.exclusion import conflict_declare, exclusion_end, exclusion_list, exclusion_set
from casework.views.person import offence_list, person_detail, person_find, person_timeline
from casework.views.question import question_answer, question_ask, question_list, question_withdraw
from casework.views.sharing import sharing_detail, sharing_print
from casework.views.status import status_change, status_confirm, status_undo
from casework.views.trail import look_list, sent_detail, sent_download, sent_list

__all__ = [
    "conflict_declare",
    "consent_give",
    "consent_withdraw",
    "contact_add",
    "contact_list",
    "contact_missed",
    "contact_outcome",
    "contact_repeat",
    "contact_undo",
    "diary_print",
    "disclosure_end",
    "disclosure_make",
    "emergency_end",
    "emergency_find",
    "emergency_list",
    "emergency_open",
    "emergency_review",
    "enforcement_decide",
    "enforcement_follow",
    "exclusion_end",
    "exclusion_list",
    "exclusion_set",
    "look_list",
    "offence_list",
    "person_detail",
    "person_find",
    "person_timeline",
    "person_told",
    "question_answer",
    "question_ask",
    "question_list",
    "question_withdraw",
    "sent_detail",
    "sent_download",
    "sent_list",
    "sharing_detail",
    "sharing_print",
    "status_change",
    "status_confirm",
    "status_undo",
]

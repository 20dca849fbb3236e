from casework.views.consent import consent_give, consent_withdraw
from casework.views.contact import contact_add, contact_list, contact_missed, contact_outcome, contact_undo
from casework.views.emergency import emergency_end, emergency_find, emergency_open
from casework.views.emergency_review import emergency_list, emergency_review
from casework.views.person import offence_list, person_detail, person_find, person_timeline
from casework.views.sharing import sharing_detail

__all__ = [
    "consent_give",
    "consent_withdraw",
    "contact_add",
    "contact_list",
    "contact_missed",
    "contact_outcome",
    "contact_undo",
    "emergency_end",
    "emergency_find",
    "emergency_list",
    "emergency_open",
    "emergency_review",
    "offence_list",
    "person_detail",
    "person_find",
    "person_timeline",
    "sharing_detail",
]

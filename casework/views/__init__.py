from casework.views.contact import contact_add, contact_list, contact_missed, contact_outcome, contact_undo
from casework.views.person import offence_list, person_detail, person_find, person_timeline

__all__ = [
    "contact_add",
    "contact_list",
    "contact_missed",
    "contact_outcome",
    "contact_undo",
    "offence_list",
    "person_detail",
    "person_find",
    "person_timeline",
]

from reviews.views.agenda import agenda_add, agenda_due, agenda_move, agenda_remove
from reviews.views.live import meeting_live, meeting_screen, review_save, review_undo
from reviews.views.meeting import meeting_detail, meeting_invite, meeting_list, meeting_set_up
from reviews.views.pack import conference_pack_download, conference_packs_make, conference_packs_progress
from reviews.views.person import review_list

__all__ = [
    "agenda_add",
    "agenda_due",
    "agenda_move",
    "agenda_remove",
    "conference_pack_download",
    "conference_packs_make",
    "conference_packs_progress",
    "meeting_detail",
    "meeting_invite",
    "meeting_list",
    "meeting_live",
    "meeting_screen",
    "meeting_set_up",
    "review_list",
    "review_save",
    "review_undo",
]

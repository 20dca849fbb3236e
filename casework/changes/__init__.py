from casework.changes.contact import (
    ContactChanged,
    ContactTaken,
    NothingToUndo,
    contact_add,
    contact_outcome,
    contact_repeat,
    contact_undo,
)
from casework.changes.custody import releases_tell
from casework.changes.enforcement import (
    EnforcementChanged,
    EnforcementThere,
    enforcement_decide,
    enforcement_follow,
)
from casework.changes.person import refresh
from casework.changes.status import (
    NothingToTakeBack,
    StatusChanged,
    StatusOverlaps,
    status_change,
    status_confirm,
    status_receive,
    status_undo,
)

__all__ = [
    "ContactChanged",
    "ContactTaken",
    "EnforcementChanged",
    "EnforcementThere",
    "NothingToTakeBack",
    "NothingToUndo",
    "StatusChanged",
    "StatusOverlaps",
    "contact_add",
    "contact_outcome",
    "contact_repeat",
    "contact_undo",
    "enforcement_decide",
    "enforcement_follow",
    "refresh",
    "releases_tell",
    "status_change",
    "status_confirm",
    "status_receive",
    "status_undo",
]

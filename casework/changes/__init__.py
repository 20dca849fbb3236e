from casework.changes.contact import (
    ContactChanged,
    ContactTaken,
    NothingToUndo,
    contact_add,
    contact_outcome,
    contact_repeat,
    contact_undo,
)
from casework.changes.person import refresh
from casework.changes.status import (
    NothingToTakeBack,
    StatusChanged,
    StatusOverlaps,
    status_change,
    status_confirm,
    status_undo,
)

__all__ = [
    "ContactChanged",
    "ContactTaken",
    "NothingToTakeBack",
    "NothingToUndo",
    "StatusChanged",
    "StatusOverlaps",
    "contact_add",
    "contact_outcome",
    "contact_repeat",
    "contact_undo",
    "refresh",
    "status_change",
    "status_confirm",
    "status_undo",
]

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

__all__ = [
    "ContactChanged",
    "ContactTaken",
    "NothingToUndo",
    "contact_add",
    "contact_outcome",
    "contact_repeat",
    "contact_undo",
    "refresh",
]

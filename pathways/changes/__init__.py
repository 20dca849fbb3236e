from pathways.changes.action import (
    ActionChanged,
    NothingToUndo,
    action_add,
    action_done,
    action_undo,
    action_update,
)

__all__ = [
    "ActionChanged",
    "NothingToUndo",
    "action_add",
    "action_done",
    "action_undo",
    "action_update",
]

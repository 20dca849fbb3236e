"""Pure rules of casework, split by noun."""

from casework.rules.record import known_offences, note_category

__all__ = ["known_offences", "note_category"]

"""What one cell may hold: `read` turns its text into a value or says what is wrong, `write` turns it back.

Reading what `write` wrote gives the same value, so that what is exported comes back unchanged.
"""

from ppo.interchange.cells.dates import LONDON, At, Date, Moment
from ppo.interchange.cells.numbers import Amount, Parameters, PointsToNumber, Whole, YesNo
from ppo.interchange.cells.shape import STAR, Cell, Wrong, cleaned, composed, folded, tidy
from ppo.interchange.cells.texts import (
    FREE,
    SHORT,
    Choice,
    Choices,
    Email,
    Key,
    Listed,
    Names,
    Number,
    Points,
    PointsToMany,
    Text,
)

__all__ = [
    "FREE",
    "LONDON",
    "SHORT",
    "STAR",
    "Amount",
    "At",
    "Cell",
    "Choice",
    "Choices",
    "Date",
    "Email",
    "Key",
    "Listed",
    "Moment",
    "Names",
    "Number",
    "Parameters",
    "Points",
    "PointsToMany",
    "PointsToNumber",
    "Text",
    "Whole",
    "Wrong",
    "YesNo",
    "cleaned",
    "composed",
    "folded",
    "tidy",
]

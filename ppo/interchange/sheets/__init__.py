"""Every sheet of the interchange: its columns in order, what each may hold, its key, and the rules inside one row.

This is `docs/interchange.md` as data; the codes are those of the models, in the same order.
"""

from collections.abc import Mapping
from types import MappingProxyType

from ppo.interchange.sheets import agreements, meetings, offending, people, plan, scheme, selection
from ppo.interchange.sheets.shape import CATEGORIES, Column, Sheet

_MADE = {
    sheet.name: sheet
    for part in (scheme, people, selection, offending, plan, meetings, agreements)
    for sheet in part.SHEETS
}
# The order in which sheets are read, written and exported: what rows point to comes before them.
_ORDER = (
    "scheme",
    "settings",
    "agencies",
    "users",
    "people",
    "addresses",
    "memberships",
    "statuses",
    "allocations",
    "orders",
    "offences",
    "arrests",
    "intelligence",
    "needs",
    "contacts",
    "drug_tests",
    "enforcement",
    "services",
    "referrals",
    "actions",
    "conferences",
    "attendance",
    "reviews",
    "agreements",
    "agreement_rules",
    "consents",
    "matrix",
    "matrix_versions",
    "views",
    "harms",
    "scores",
    "risk_assessments",
    "jobs",
    "cohorts",
)

SHEETS: Mapping[str, Sheet] = MappingProxyType({name: _MADE[name] for name in _ORDER})

__all__ = ["CATEGORIES", "SHEETS", "Column", "Sheet"]

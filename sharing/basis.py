"""Which legal basis lets which kind of agency give what to which kind: the shipped table, and the question to it. Pure."""

import csv
from functools import cache
from pathlib import Path

from sharing.policy import Category

TABLE = Path(__file__).with_name("basis.csv")
# Under section 115 a body that the Act does not name receives as acting for one that it does.
ACTING = "cda115"
# What was told in confidence to those who treat the person: passing it needs a ground of its own beside the legal basis.
CONFIDENTIAL = (int(Category.HEALTH), int(Category.DRUGS))
# Between these the person's consent to being treated is taken to cover it ("direct care").
CARE = ("drug_treatment", "health", "mental_health")
NOT_SAID = "Not said when it was brought in, so taken from the legal basis. To be checked at the next review."
KINDS = (
    *(
        "police",
        "probation",
        "prison",
        "community_safety",
        "housing",
        "yot",
        "drug_treatment",
        "health",
        "mental_health",
    ),
    *("ete", "benefits", "voluntary", "cps", "courts", "victims", "other"),
)


@cache
def pairs():
    """Every allowed (basis, kind of giver, kind of receiver, category)."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        return frozenset(
            (row["basis"], giver, receiver, category)
            for row in csv.DictReader(file)
            for giver in (KINDS if row["giver"] == "*" else [row["giver"]])
            for receiver in (KINDS if row["receiver"] == "*" else [row["receiver"]])
            for category in Category
            if row["categories"] == "all" or category is not Category.HEALTH
        )


def allows(basis, *, giver, receiver, acting_for, category):
    """Whether a record of the category may pass on this basis. `acting_for` is the kind of agency the receiver acts for."""
    receivers = {receiver, acting_for} if basis == ACTING else {receiver}
    return any((basis, giver, kind, Category(category)) in pairs() for kind in receivers)


def confidentiality_unsaid(category, *, needs_consent):
    """(ground, reason) of an item that came without one: what it asks of the person, else what its legal basis says."""
    if int(category) not in CONFIDENTIAL:
        return "", ""
    return ("explicit_consent", "") if needs_consent else ("statute", NOT_SAID)


@cache
def named_in_the_act():
    """Kinds that receive under section 115 in their own name; all others as acting for one of these."""
    return frozenset(receiver for code, _, receiver, _ in pairs() if code == ACTING)


def cares(kind):
    """Whether agencies of the kind treat the person, so that direct care may mean them."""
    return kind in CARE

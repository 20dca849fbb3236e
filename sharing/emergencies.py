"""What emergency access opens. Pure.

What may not be said to exist stays so: nobody reaches intelligence or what victims said this way, and risk is for the
services that manage it. Health, tests and treatment are for those whose staff deal with them; a landlord or a volunteer
learns in an emergency where the person is and who works with them, not what is in the blood. Source: docs/decisions/0013.
"""

from collections.abc import Iterable

from sharing.policy import Category

EVERYBODY = frozenset(
    set(Category) - {Category.INTELLIGENCE, Category.VICTIMS, Category.RISK, Category.HEALTH, Category.DRUGS}
)
CLINICAL = frozenset({Category.HEALTH, Category.DRUGS})
# By the kind of the user's agency, as in `sharing.models.Agency.Kind`.
MORE = {
    **dict.fromkeys(("police", "probation", "prison", "yot"), CLINICAL | {Category.RISK}),
    **dict.fromkeys(("health", "mental_health", "drug_treatment"), CLINICAL),
}


def opened_to(kind: str) -> frozenset[Category]:
    """The categories that emergency access opens, in full and whoever holds them, to users of an agency of this kind."""
    return EVERYBODY | MORE.get(kind, frozenset())


def bits(categories: Iterable[Category]) -> int:
    """One bit a category, as rows carry them."""
    return sum(1 << category for category in set(categories))


def of_bits(number: int) -> list[Category]:
    return [category for category in Category if number >> category & 1]

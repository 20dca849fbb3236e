"""Who asks, and how they stand to the person asked about: the two sides of the matrix, as tables.

Every agency with a persona stands in the same relation to a given person, so one person for each relation is enough.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Persona:
    """One user in one agency in one role; `reach` says which people such a user can meet at all."""

    agency: str | None
    role: str | None
    reach: str = "nobody"  # nobody, named, agency or scheme
    signed_in: bool = True


PERSONAS = {
    "nobody": Persona(None, None, signed_in=False),
    "no_role": Persona(None, None),
    "police": Persona("police", "practitioner", "agency"),
    "probation": Persona("probation", "practitioner", "agency"),
    "prison": Persona("prison", "practitioner", "agency"),
    "housing": Persona("housing", "practitioner", "agency"),
    "drugs": Persona("drugs", "practitioner", "agency"),
    "health": Persona("health", "practitioner", "agency"),
    "yot": Persona("yot", "practitioner", "agency"),
    "mentor": Persona("mentoring", "practitioner", "named"),
    "coordinator": Persona("police", "coordinator", "scheme"),
    "council_coordinator": Persona("council", "coordinator", "scheme"),
    "chair": Persona("probation", "chair", "scheme"),
    "steering": Persona("council", "steering"),
    "governance": Persona("health", "governance"),
    "analyst": Persona("police", "analyst"),
    "administrator": Persona("council", "administrator"),
    "duty": Persona("police", "duty"),
}

# Agencies of the scheme, and what kind each is. The last four have no persona: what they hold is always another's.
AGENCIES = {
    "police": "police",
    "probation": "probation",
    "prison": "prison",
    "housing": "housing",
    "drugs": "drug_treatment",
    "health": "health",
    "yot": "yot",
    "mentoring": "voluntary",
    "council": "community_safety",
    "west": "police",
    "clinic": "drug_treatment",
    "surgery": "health",
    "refuge": "victims",
}
HOLDERS = ("west", "clinic", "surgery", "refuge")
ASKING = tuple(code for code in AGENCIES if code not in HOLDERS)

# How the persona, and the persona's agency, stand to the person.
RELATIONS = {
    "own": "on the user's own caseload",
    "team": "worked with by somebody else of the agency",
    "plan": "the agency has an action in the plan and nobody is allocated",
    "former": "the agency worked with the person until yesterday",
    "elsewhere": "on the scheme of another area",
    "excluded": "on the user's own caseload, and closed to this very user",
    "emergency": "opened by the user in an emergency that still runs",
    "expired": "opened by the user in an emergency that is over",
}
WORKING = ("own", "team", "plan", "excluded")  # the agency is on the case
HELD = (*WORKING, "former")  # and these its own records are about

# All nine methods that HTTP names.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")

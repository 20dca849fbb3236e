"""Words for the codes of a pack: those of the records where a record has them, ours for the rest."""

from casework.models import Order, Sex, Status
from casework.reference import ethnicities
from cohort.models import Membership
from pathways.models import Area, Pathway, ReferralDetail
from sharing.dates import count

NOT_RECORDED = "Not recorded"
STATUSES = {**dict(Status.Kind.choices), "not_recorded": NOT_RECORDED}
SEXES = dict(Sex.choices)
CRITERIA = dict(Membership.Criterion.choices)
ORDERS = dict(Order.Kind.choices)
AREAS = dict(Area.choices)
PATHWAYS = dict(Pathway.choices)
BARRIERS = dict(ReferralDetail.Barrier.choices)
AGES = {
    "under_18": "Under 18",
    "18-20": "18 to 20",
    "21-25": "21 to 25",
    "26-30": "26 to 30",
    "31-35": "31 to 35",
    "36-40": "36 to 40",
    "over_40": "Over 40",
}
OFFENCE_GROUPS = {
    "arson": "Arson",
    "breach_bail_justice": "Bail and justice offences",
    "burglary_dwelling": "Burglary of homes",
    "burglary_other": "Other burglary",
    "criminal_damage": "Criminal damage",
    "driving": "Driving offences",
    "drugs_possession_other": "Drug possession",
    "drugs_supply": "Drug supply",
    "fraud_forgery": "Fraud and forgery",
    "going_equipped": "Going equipped to steal",
    "handling": "Handling stolen goods",
    "harassment_stalking": "Harassment and stalking",
    "homicide": "Homicide",
    "not_known": "Class not known",
    "other_society": "Other crimes against society",
    "public_order": "Public order offences",
    "robbery": "Robbery",
    "sexual": "Sexual offences",
    "theft_cycle": "Theft of bicycles",
    "theft_other": "Other theft",
    "theft_person": "Theft from the person",
    "theft_shop": "Shop theft",
    "vehicle_interference": "Interfering with vehicles",
    "vehicle_theft": "Theft of vehicles",
    "vehicle_theft_from": "Theft from vehicles",
    "violence_with_injury": "Violence with injury",
    "violence_without_injury": "Violence without injury",
    "weapons": "Weapons offences",
}


def uncapped(words):
    """The same words in the middle of a sentence: “MAPPA” stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def were(number, one, many=None):
    """“1 action was”, “2 actions were”."""
    return f"{count(number, one, many)} {'was' if number == 1 else 'were'}"


def are(number):
    """“1 is”, “2 are”."""
    return f"{number:,} {'is' if number == 1 else 'are'}"


def ethnicity(code):
    """“White: Irish” for a code of self-defined ethnicity; a code that is in no list is itself."""
    known = ethnicities().get(code)
    return f"{known.group}: {known.description}" if known else code


def listed(words):
    """“a”, “a and b”, “a, b and c”."""
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)

"""What a row means where a cell is empty: who owns a record, on which basis a rule rests, and what lifts confidence."""

from collections.abc import Mapping

from ppo.interchange.cells import composed
from ppo.interchange.register import Register
from ppo.interchange.row_rules import GROUND
from ppo.interchange.sheets import Sheet
from sharing.basis import confidentiality_unsaid
from sharing.models import AgreementRule
from sharing.policy import Category

# The column that names the agency whose row it is.
MADE_BY = {"memberships": "nominated_by", "referrals": "referred_by"}
KIND = {
    "offences": "police",
    "orders": "police",
    "arrests": "police",
    "intelligence": "police",
    "statuses": "probation",
    "drug_tests": "drug_treatment",
}
KIND_OF_SOURCE = {"oasys": "probation", "case_file": "probation", "asset": "yot"}
BASIS_WORDS = {
    "crime and disorder act": AgreementRule.Basis.CDA115,
    "offender management act": AgreementRule.Basis.OMA14,
    "criminal justice act": AgreementRule.Basis.CJA325,
    "consent": AgreementRule.Basis.CONSENT,
}


def fill_defaults(sheet: Sheet, values: dict[str, object], register: Register) -> None:
    """Put in place what empty cells of a row stand for."""
    if sheet.owned and not values["owner"]:
        values["owner"] = register.code_of("agencies", owner_of(sheet.name, values, register))
    if sheet.name == "agreement_rules" and not values["basis"]:
        values["basis"] = str(basis_of(register.lawful_bases[composed(values["agreement"])]))
    if sheet.name == "agreement_rules":
        fill_ground(values)
    if sheet.name == "agreements":
        values["draft"] = bool(values["draft"])


def fill_ground(values: dict[str, object]) -> None:
    """On what a rule of health or drugs lifts confidence, where the row does not say or asks the person no longer."""
    ground, approver, reason = (str(values[name] or "") for name in GROUND)
    category = Category.of(str(values["category"]))
    if ground == "explicit_consent" and not values["needs_consent"]:
        ground = reason = ""
    if not ground:
        ground, unsaid = confidentiality_unsaid(category, needs_consent=values["needs_consent"])
        reason = reason or unsaid
    values |= dict(zip(GROUND, (ground, approver, reason), strict=True))


def owner_of(sheet: str, values: Mapping[str, object], register: Register) -> int | None:
    """The id of the agency that owns a row by default: the first of the kind, else the lead agency of the scheme."""
    made_by = values.get(MADE_BY.get(sheet, "agency"))
    if made_by:
        return register.id_of("agencies", made_by)
    kind = KIND.get(sheet)
    if sheet == "needs":
        kind = KIND_OF_SOURCE.get(values["source"])
    elif sheet == "drug_tests" and values["setting"] == "custody":
        kind = "prison"
    return register.first_of_kind.get(kind) or register.scheme.lead_agency_id


def basis_of(lawful_basis: str) -> AgreementRule.Basis:
    """The basis that the words of an agreement name, the first of them if several; `other` if none."""
    text = lawful_basis.casefold()
    named = [(text.index(words), basis) for words, basis in BASIS_WORDS.items() if words in text]
    return min(named)[1] if named else AgreementRule.Basis.OTHER

"""What agencies agreed to share, and what the person agreed to."""

from ppo.interchange import row_rules
from ppo.interchange.cells import Choice, Points, PointsToMany
from ppo.interchange.sheets.shape import (
    CATEGORIES,
    Sheet,
    about_person,
    agency_or_all,
    choice,
    code,
    date,
    flag,
    free,
    key,
    may,
    must,
    short,
)
from sharing.models import AgreementRule

SHEETS = (
    Sheet(
        "agreements",
        (
            key("code", code),
            must("parties", PointsToMany("agencies", star=True)),
            must("title", short),
            must("lawful_basis", short),
            may("purpose", free),
            must("starts_on", date),
            may("review_on", date),
            may("ends_on", date),
            may("draft", flag),
            may("handling", free),
        ),
        (row_rules.in_order("starts_on", "review_on"), row_rules.in_order("starts_on", "ends_on")),
    ),
    Sheet(
        "agreement_rules",
        (
            key("agreement", Points("agreements")),
            key("from_agency", agency_or_all),
            key("to_agency", agency_or_all),
            key("category", Choice(CATEGORIES)),
            must("level", Choice(("summary", "full"))),
            must("needs_consent", flag),
            may("basis", choice(AgreementRule.Basis)),
            may("statute", short),
            may("confidentiality", choice(AgreementRule.Confidentiality)),
            may("approver", short),
            may("confidentiality_reason", free),
        ),
        (row_rules.not_to_itself(), row_rules.in_confidence(), row_rules.statute_named()),
    ),
    about_person(
        "consents",
        key("category", Choice(CATEGORIES, star=True)),
        key("to_agency", agency_or_all),
        key("given_on", date),
        may("expires_on", date),
        may("withdrawn_on", date),
        may("document", short),
        rules=(row_rules.in_order("given_on", "withdrawn_on"), row_rules.in_order("given_on", "expires_on")),
    ),
)

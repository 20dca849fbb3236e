from casework.models.compiled import (
    KnownSpelling,
    KnownWord,
    OffendingSummary,
    SearchAlias,
    SearchAliasPair,
    SearchName,
    SearchNamePair,
)
from casework.models.contact import Contact, ContactNote, DrugTest, DrugTestResult
from casework.models.offending import Arrest, Intelligence, Offence, RiskAssessment
from casework.models.person import Address, DipClient, Identity, Job, Mappa, Person, Sex
from casework.models.supervision import Allocation, Enforcement, Order, Status

__all__ = [
    "Address",
    "Allocation",
    "Arrest",
    "Contact",
    "ContactNote",
    "DipClient",
    "DrugTest",
    "DrugTestResult",
    "Enforcement",
    "Identity",
    "Intelligence",
    "Job",
    "KnownSpelling",
    "KnownWord",
    "Mappa",
    "Offence",
    "OffendingSummary",
    "Order",
    "Person",
    "RiskAssessment",
    "SearchAlias",
    "SearchAliasPair",
    "SearchName",
    "SearchNamePair",
    "Sex",
    "Status",
]

from casework.models.compiled import OffendingSummary, SearchAlias, SearchName
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
    "Mappa",
    "Offence",
    "OffendingSummary",
    "Order",
    "Person",
    "RiskAssessment",
    "SearchAlias",
    "SearchName",
    "Sex",
    "Status",
]

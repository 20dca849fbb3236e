from sharing.models.agreement import (
    Agreement,
    AgreementRule,
    Consent,
    Disclosure,
    Emergency,
    Exclusion,
    LawfulPair,
    Link,
    NamedLink,
)
from sharing.models.ledger import LedgerCheckpoint, LedgerEntry
from sharing.models.listrow import Holding, ListRow, Moment, RulePack
from sharing.models.scheme import Agency, Capacity, Scheme, Setting, User
from sharing.models.work import Job, Mail, Notice, Part, SentForm

__all__ = [
    "Agency",
    "Agreement",
    "AgreementRule",
    "Capacity",
    "Consent",
    "Disclosure",
    "Emergency",
    "Exclusion",
    "Holding",
    "Job",
    "LawfulPair",
    "LedgerCheckpoint",
    "LedgerEntry",
    "Link",
    "ListRow",
    "Mail",
    "Moment",
    "NamedLink",
    "Notice",
    "Part",
    "RulePack",
    "Scheme",
    "SentForm",
    "Setting",
    "User",
]

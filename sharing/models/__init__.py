from sharing.models.agreement import Agreement, AgreementRule, LawfulPair
from sharing.models.consent import Consent, ConsentWording, PersonTold
from sharing.models.exception import Disclosure, Emergency, Exclusion
from sharing.models.ledger import LedgerCheckpoint, LedgerEntry
from sharing.models.link import Link, NamedLink
from sharing.models.listrow import Holding, ListRow, Moment, RulePack
from sharing.models.question import Answer, Question
from sharing.models.retention import Disposal, LegalHold, RetentionReview, RetentionRule
from sharing.models.rights import ItemDecision, RequestPart, RequestQuestion, SubjectRequest
from sharing.models.scheme import Agency, Capacity, Scheme, Setting, User
from sharing.models.signing import AgreementDocument, Officer, Signature
from sharing.models.work import Job, Mail, Notice, Part, SentForm

__all__ = [
    "Agency",
    "Agreement",
    "AgreementDocument",
    "AgreementRule",
    "Answer",
    "Capacity",
    "Consent",
    "ConsentWording",
    "Disclosure",
    "Disposal",
    "Emergency",
    "Exclusion",
    "Holding",
    "ItemDecision",
    "Job",
    "LawfulPair",
    "LedgerCheckpoint",
    "LedgerEntry",
    "LegalHold",
    "Link",
    "ListRow",
    "Mail",
    "Moment",
    "NamedLink",
    "Notice",
    "Officer",
    "Part",
    "PersonTold",
    "Question",
    "RequestPart",
    "RequestQuestion",
    "RetentionReview",
    "RetentionRule",
    "RulePack",
    "Scheme",
    "SentForm",
    "Setting",
    "Signature",
    "SubjectRequest",
    "User",
]

"""What each role may do, as a table anyone can read. Which rows it may do it to is the queryset's business."""

from django.db import models


class Role(models.TextChoices):
    COORDINATOR = "coordinator", "Co-ordinator"
    CHAIR = "chair", "Conference chair"
    PRACTITIONER = "practitioner", "Practitioner"
    STEERING = "steering", "Steering group member"
    GOVERNANCE = "governance", "Information governance lead"
    ANALYST = "analyst", "Analyst"
    ADMINISTRATOR = "administrator", "Scheme administrator"
    DUTY = "duty", "Duty officer"


class Permission(models.TextChoices):
    """A kind of act. The sentence is what a user is told."""

    HOME_SEE = "home_see", "See your own home page and account"
    PERSON_LIST = "person_list", "See the list of people you work with"
    PERSON_DETAIL = "person_detail", "Open a person's record"
    PERSON_FIND = "person_find", "Find a person by name or number"
    STATUS_CHECK = "status_check", "Check whether a person is on the scheme"
    STATUS_WRITE = "status_write", "Say where a person is, and until when"
    CONTACT_WRITE = "contact_write", "Add contacts and record whether they were kept"
    ENFORCEMENT_WRITE = "enforcement_write", "Decide about enforcement, where your agency supervises"
    ACTION_WRITE = "action_write", "Add actions to a plan and update them"
    REFERRAL_WRITE = "referral_write", "Send referrals and answer them"
    NOMINATE = "nominate", "Nominate a person for the scheme"
    NOMINATION_PLACE = "nomination_place", "Say whom a nomination is about, and answer those you do not pass on"
    SELECTION_SEE = "selection_see", "See selection runs, and why somebody you work with got their score"
    SELECTION_RUN = "selection_run", "Run a selection, try other weights and propose them"
    LEAVING_SEE = "leaving_see", "See who may be ready to leave, plan it, and say how it goes afterwards"
    LEAVING_ANSWER = "leaving_answer", "Answer what the leaving watch proposes"
    MATRIX_CHANGE = "matrix_change", "Save a further version of the selection matrix"
    MEMBERSHIP_CHANGE = "membership_change", "Write down who comes on, stays and leaves, and on what basis"
    LETTER_WRITE = "letter_write", "Write letters to people you work with, and record that they were given"
    LETTER_WORDING = "letter_wording", "Change the words of the scheme's letters"
    TRANSFER_RUN = "transfer_run", "Offer people to another scheme, and answer such offers"
    MEETING_SEE = "meeting_see", "See meetings you are invited to and their papers"
    MEETING_RUN = "meeting_run", "Set up meetings, make packs and record what was agreed"
    PANEL_CONFIRM = "panel_confirm", "Confirm what a panel decided, where somebody else wrote it down"
    PANEL_RATIFY = "panel_ratify", "Ratify the decisions of a panel, without their names"
    PACK_DOWNLOAD = "pack_download", "Download the scheme's performance packs"
    PACK_MAKE = "pack_make", "Make a performance pack as at a day"
    RETURN_MAKE = "return_make", "Make the monthly data return"
    SHARING_SEE = "sharing_see", "See who can see what, and why"
    AGREEMENT_SEE = "agreement_see", "Read the agreements about sharing of your scheme"
    AGREEMENT_SIGN = "agreement_sign", "Sign an agreement, where your agency designated you for it"
    AGREEMENT_CHANGE = "agreement_change", "Change agreements about sharing, and who signs for an agency"
    CONSENT_WRITE = "consent_write", "Record that a person agrees to share, or no longer does"
    QUESTION_ASK = "question_ask", "Ask another agency to show you something"
    DISCLOSURE_MAKE = "disclosure_make", "Share something once, and answer what your agency is asked"
    EMERGENCY_OPEN = "emergency_open", "Open a record in an emergency, for an hour"
    EMERGENCY_REVIEW = "emergency_review", "Review how emergency access was used"
    EXCLUSION_WRITE = "exclusion_write", "Close a person's record to a user, and open it again"
    LEDGER_SEE = "ledger_see", "See who has looked at what"
    RIGHTS_RUN = "rights_run", "Run requests to see what is held, retention and legal holds"
    RIGHTS_ANSWER = "rights_answer", "Decide what your agency gives when somebody asks what is held about them"
    DISPOSAL_CONFIRM = "disposal_confirm", "Confirm that a record somebody else put up is disposed of"
    SCHEME_IMPORT = "scheme_import", "Import and export the scheme"
    SETTINGS_CHANGE = "settings_change", "Change the scheme's settings"
    USER_MANAGE = "user_manage", "Manage users and agencies"


P = Permission
EVERYONE = {P.HOME_SEE}
# Agreements name nobody on the list. Whoever works under them reads them, and so do those who answer for them or keep the
# accounts; any of these may be the officer an agency designates. Who keeps the accounts does not decide what passes.
SIGNATORY = EVERYONE | {P.AGREEMENT_SEE, P.AGREEMENT_SIGN}
CASEWORK = SIGNATORY | {
    P.PERSON_LIST,
    P.PERSON_DETAIL,
    P.PERSON_FIND,
    P.STATUS_CHECK,
    P.STATUS_WRITE,
    P.CONTACT_WRITE,
    P.ENFORCEMENT_WRITE,
    P.ACTION_WRITE,
    P.REFERRAL_WRITE,
    P.NOMINATE,
    P.SELECTION_SEE,
    P.LEAVING_SEE,
    P.LETTER_WRITE,
    P.MEETING_SEE,
    P.SHARING_SEE,
    P.CONSENT_WRITE,
    P.QUESTION_ASK,
    P.DISCLOSURE_MAKE,
    P.EMERGENCY_OPEN,
    P.RIGHTS_ANSWER,
}

ROLES = {
    Role.COORDINATOR: CASEWORK
    | {
        P.MEETING_RUN,
        P.PANEL_CONFIRM,
        P.NOMINATION_PLACE,
        P.SELECTION_RUN,
        P.PACK_DOWNLOAD,
        P.PACK_MAKE,
        P.RETURN_MAKE,
        P.LEDGER_SEE,
        P.SCHEME_IMPORT,
        P.AGREEMENT_CHANGE,
        P.EMERGENCY_REVIEW,
        P.EXCLUSION_WRITE,
        P.MATRIX_CHANGE,
        P.LEAVING_ANSWER,
        P.MEMBERSHIP_CHANGE,
        P.LETTER_WORDING,
        P.TRANSFER_RUN,
    },
    Role.CHAIR: CASEWORK
    | {P.LEAVING_ANSWER, P.MEMBERSHIP_CHANGE, P.TRANSFER_RUN, P.PANEL_CONFIRM, P.NOMINATION_PLACE}
    | {P.MEETING_RUN, P.SELECTION_RUN, P.PACK_DOWNLOAD, P.PACK_MAKE, P.EMERGENCY_REVIEW, P.DISPOSAL_CONFIRM},
    Role.PRACTITIONER: CASEWORK,
    Role.STEERING: SIGNATORY | {P.PACK_DOWNLOAD, P.PANEL_RATIFY},
    Role.GOVERNANCE: SIGNATORY
    | {P.AGREEMENT_CHANGE, P.SHARING_SEE, P.LEDGER_SEE, P.PACK_DOWNLOAD, P.EMERGENCY_REVIEW, P.EXCLUSION_WRITE}
    | {P.RIGHTS_RUN, P.DISPOSAL_CONFIRM},
    Role.ANALYST: SIGNATORY | {P.PACK_DOWNLOAD, P.PACK_MAKE, P.RETURN_MAKE},
    Role.ADMINISTRATOR: SIGNATORY | {P.SETTINGS_CHANGE, P.USER_MANAGE, P.SCHEME_IMPORT},
    Role.DUTY: EVERYONE | {P.STATUS_CHECK},
}


def roles_with(permission):
    """The roles that hold a permission."""
    return [role for role, may in ROLES.items() if permission in may]

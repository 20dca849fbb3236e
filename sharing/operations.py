"""Which of the six operations of the Data Protection Act 2018, section 62, each act and each address is.

Every event of the ledger and every address stands here, or a guard fails. What an address merely shows on the way is
written as consultation whatever it is for: the page of a form that changes something shows the record first.
"""

from sharing.models.ledger import LedgerEntry

Operation = LedgerEntry.Operation

# The event of every line that a change or a command writes, and what the ledger page calls it.
EVENTS = {
    Operation.COLLECTION: {
        "action_add": "Added an action",
        "consent_give": "Recorded a consent",
        "contact_add": "Added a contact",
        "proposal_add": "Kept a proposal for the panel",
        "meeting_set_up": "Set up a meeting",
        "question_ask": "Asked to see something",
        "request_add": "Entered a request to see what is held",
        "hold_place": "Placed a legal hold",
        "reviews_open": "Opened reviews of records kept long enough",
        "rules_ship": "Brought in rules of retention",
        "scheme_import": "Imported the scheme",
    },
    Operation.ALTERATION: {
        "action_undo": "Took back a change to an action",
        "action_update": "Updated an action",
        "agenda_move": "Put the agenda in another order",
        "agreement_add": "Drafted an agreement",
        "agreement_change": "Changed the text of an agreement",
        "agreement_document_add": "Added the document of an agreement",
        "agreement_end": "Ended an agreement",
        "agreement_item_add": "Added an item to an agreement",
        "agreement_item_change": "Changed an item of an agreement",
        "agreement_item_end": "Ended an item of an agreement",
        "agreement_renew": "Set the next review of an agreement",
        "agreement_sign": "Signed an agreement",
        "agreement_start": "Brought an agreement into force",
        "agenda_remove": "Took a person off an agenda",
        "answer_refuse": "Refused to show something",
        "answer_share": "Answered a question by sharing",
        "consent_withdraw": "Recorded the end of a consent",
        "emergency_end": "Ended emergency access",
        "emergency_open": "Opened a record in an emergency",
        "emergency_review": "Reviewed emergency access",
        "contact_outcome": "Recorded how a contact went",
        "contact_undo": "Took back a change to a contact",
        "disclosure_end": "Ended a one-off disclosure",
        "question_withdraw": "Withdrew a question",
        "officer_change": "Named who signs for an agency",
        "item_decide": "Decided whether to give an item",
        "part_release": "Released a part of an answer",
        "request_ask": "Asked what a request is about",
        "request_close": "Recorded the answer to a request",
        "request_extend": "Extended the time of a request",
        "request_hear": "Recorded what a request is about",
        "request_identity": "Recorded proof of identity",
        "request_search": "Recorded whom a request is about",
        "disposal_propose": "Put a record up for disposal",
        "disposal_refuse": "Refused a disposal",
        "hold_end": "Ended a legal hold",
        "retention_keep": "Kept a record for a reason",
        "rule_save": "Confirmed a rule of retention",
        "matrix_save": "Saved a version of the selection matrix",
        "review_save": "Recorded a review",
        "review_undo": "Took back a review",
        "viewer_key_accept": "Accepted another key for signing who looks",
        "viewer_key_retire": "Forgot the old key for signing who looks",
    },
    Operation.CONSULTATION: {
        "agreement_document_download": "Downloaded the document of an agreement",
        "can_see": "Asked what a user can see",
        "ledger_watch": "Looked for unusual reading",
        "reminders_send": "Sent reminders",
        "who_can_see": "Asked who can see a person",
    },
    Operation.DISCLOSURE: {
        "agenda_add": "Put a person on an agenda",
        "disclosure_make": "Shared something once",
        "meeting_invite": "Invited an agency to a meeting",
        "conference_pack_download": "Downloaded a conference pack",
        "conference_pack_make": "Made a conference pack",
        "conference_packs_make": "Made the packs of a conference",
        "pack_download": "Downloaded a performance pack",
        "part_download": "Downloaded a part of an answer",
        "part_hand": "Gave a person a part of an answer",
        "scheme_export": "Exported the scheme",
        "subject_access": "Drafted what a person is given",
    },
    Operation.COMBINATION: {
        "pack_ask": "Asked for a performance pack",
        "pack_issue": "Issued a performance pack",
        "return_issue": "Issued a data return",
        "selection_run": "Ran a selection",
    },
    Operation.ERASURE: {
        "disposal_confirm": "Disposed of a record",
        "ledger_erase": "Erased details of ledger lines",
    },
}

# What every address is for, and what was on the screen.
ADDRESSES = {
    Operation.COLLECTION: {
        "action_add": "Form for a new action",
        "consent_give": "Form for a consent",
        "contact_add": "Form for a new contact",
        "meeting_set_up": "Form for a new meeting",
        "request_add": "Form for a request to see what is held",
    },
    Operation.ALTERATION: {
        "action_done": "Action done",
        "action_undo": "Undo of an action",
        "action_update": "Form to update an action",
        "agenda_move": "Order of an agenda",
        "agenda_remove": "Agenda",
        "consent_withdraw": "Form for the end of a consent",
        "emergency_end": "End of emergency access",
        "emergency_find": "Emergency access to somebody by name or number",
        "emergency_open": "Form for emergency access",
        "emergency_review": "Emergency access to review",
        "contact_missed": "Contact missed",
        "contact_outcome": "Form for how a contact went",
        "contact_undo": "Undo of a contact",
        "item_decide": "Form to give an item or keep it back",
        "part_hand": "Form for handing over a part of an answer",
        "part_release": "A part of an answer",
        "request_ask": "Form for a question about a request",
        "request_close": "A request",
        "request_extend": "Form to extend the time of a request",
        "request_hear": "A request",
        "request_identity": "Form for proof of identity",
        "request_search": "Whom a request is about",
        "review_save": "Form of a review",
        "review_undo": "Undo of a review",
    },
    Operation.CONSULTATION: {
        "contact_list": "Contacts",
        "emergency_list": "Emergency access to review, a list",
        "home": "Home page",
        "ledger_list": "This ledger",
        "ledger_watch": "Unusual reading",
        "meeting_detail": "A meeting",
        "meeting_list": "Meetings",
        "meeting_live": "A conference, live",
        "offence_list": "Offences",
        "part_detail": "What an agency holds, to be given or kept back",
        "part_list": "Requests to look through",
        "person_detail": "Overview of a person",
        "person_find": "Find a person",
        "person_list": "List of people",
        "person_timeline": "Timeline",
        "plan_detail": "Plan",
        "request_detail": "A request to see what is held",
        "review_list": "Reviews",
        "rights_home": "Requests, retention and holds",
        "proposal_detail": "A proposal for the panel",
        "score_detail": "Why this score",
        "selection_detail": "A selection run",
        "sharing_detail": "Who can see what",
    },
    Operation.DISCLOSURE: {
        "agenda_add": "Agenda",
        "agenda_due": "People due for review",
        "meeting_invite": "Invitations",
        "conference_pack_download": "A conference pack",
        "conference_packs_make": "Packs of a conference",
        "pack_pdf": "Performance pack as PDF",
        "part_file": "A part of an answer",
        "request_letter": "Letter to a person who asked",
        "pack_xlsx": "Performance pack as a workbook",
    },
    Operation.COMBINATION: {
        "pack_make": "Performance pack",
        "selection_run": "Selection",
        "selection_try": "Other weights tried on a run",
    },
    Operation.ERASURE: {},
}

# Addresses that neither show nor touch a record of a person, and why. A name that ends in _ stands for all that begin so.
NOTHING = {
    "account": "the user's own account",
    "account_": "signing in",
    "agreement_": "what agencies agreed to share; of people only how many, never who",
    "accessibility": "the same text for everyone",
    "capacity_choose": "which of the user's agencies they work for now",
    "csp_report": "a browser's complaint",
    "demo_mail_list": "the demo's mail, which names nobody",
    "demo_mail_read": "the demo's mail, which names nobody",
    "health_live": "the state of the services",
    "health_ready": "the state of the services",
    "help": "the same text for everyone",
    "matrix_change": "lines of a matrix, and counts of a whole scheme",
    "matrix_detail": "lines of a matrix",
    "mfa_": "the user's own second step",
    "officer_change": "who signs for an agency",
    "pack_progress": "how far a pack has come",
    "pack_see": "measures of a whole scheme, small counts left out",
    "conference_packs_progress": "how far packs have come",
    "privacy": "the same text for everyone",
    "report_home": "measures of a whole scheme, small counts left out",
    "selection_list": "which runs were made, and by whom",
    "stay_signed_in": "keeps the session",
    "usersessions_": "where the user is signed in",
}

OF_EVENT = {event: operation for operation, events in EVENTS.items() for event in events}
OF_ADDRESS = {name: operation for operation, names in ADDRESSES.items() for name in names}


def words(event, operation):
    """What a line is called on screen: an act by what was done, a look by what was shown."""
    shown = {name: said for names in ADDRESSES.values() for name, said in names.items()}
    done = {name: said for names in EVENTS.values() for name, said in names.items()}
    tables = (shown, done) if operation == Operation.CONSULTATION else (done, shown)
    return tables[0].get(event) or tables[1].get(event) or event.replace("_", " ").capitalize()

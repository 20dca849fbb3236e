"""Which of the six operations of the Data Protection Act 2018, section 62, each act and each address is.

Every event of the ledger and every address stands here, or a guard fails. What an address merely shows on the way is
written as consultation whatever it is for: the page of a form that changes something shows the record first.
"""

from sharing.models.ledger import LedgerEntry

Operation = LedgerEntry.Operation

# The event of every line that a change or a command writes.
EVENTS = {
    Operation.COLLECTION: {
        "action_add",
        "consent_give",
        "contact_add",
        "meeting_set_up",
        "scheme_import",
    },
    Operation.ALTERATION: {
        "action_undo",
        "action_update",
        "agenda_move",
        "agenda_remove",
        "consent_withdraw",
        "contact_outcome",
        "contact_undo",
        "review_save",
        "review_undo",
    },
    Operation.CONSULTATION: {
        "can_see",
        "ledger_watch",
        "reminders_send",
        "who_can_see",
    },
    Operation.DISCLOSURE: {
        "agenda_add",
        "meeting_invite",
        "conference_pack_download",
        "conference_pack_make",
        "conference_packs_make",
        "scheme_export",
    },
    Operation.COMBINATION: {
        "pack_ask",
        "pack_issue",
        "return_issue",
    },
    Operation.ERASURE: {
        "ledger_erase",
    },
}

# What every address is for.
ADDRESSES = {
    Operation.COLLECTION: {
        "action_add",
        "consent_give",
        "contact_add",
        "meeting_set_up",
    },
    Operation.ALTERATION: {
        "action_done",
        "action_undo",
        "action_update",
        "agenda_move",
        "agenda_remove",
        "consent_withdraw",
        "contact_missed",
        "contact_outcome",
        "contact_undo",
        "review_save",
        "review_undo",
    },
    Operation.CONSULTATION: {
        "contact_list",
        "home",
        "ledger_list",
        "meeting_detail",
        "meeting_list",
        "meeting_live",
        "offence_list",
        "person_detail",
        "person_find",
        "person_list",
        "person_timeline",
        "plan_detail",
        "review_list",
        "sharing_detail",
    },
    Operation.DISCLOSURE: {
        "agenda_add",
        "agenda_due",
        "meeting_invite",
        "conference_pack_download",
        "conference_packs_make",
        "pack_pdf",
        "pack_xlsx",
    },
    Operation.COMBINATION: {
        "pack_make",
    },
    Operation.ERASURE: set(),
}

# Addresses that neither show nor touch a record of a person, and why. A name that ends in _ stands for all that begin so.
NOTHING = {
    "account": "the user's own account",
    "account_": "signing in",
    "accessibility": "the same text for everyone",
    "capacity_choose": "which of the user's agencies they work for now",
    "csp_report": "a browser's complaint",
    "demo_mail_list": "the demo's mail, which names nobody",
    "demo_mail_read": "the demo's mail, which names nobody",
    "health_live": "the state of the services",
    "health_ready": "the state of the services",
    "help": "the same text for everyone",
    "mfa_": "the user's own second step",
    "pack_progress": "how far a pack has come",
    "pack_see": "measures of a whole scheme, small counts left out",
    "conference_packs_progress": "how far packs have come",
    "privacy": "the same text for everyone",
    "report_home": "measures of a whole scheme, small counts left out",
    "stay_signed_in": "keeps the session",
    "usersessions_": "where the user is signed in",
}

OF_EVENT = {event: operation for operation, events in EVENTS.items() for event in events}
OF_ADDRESS = {name: operation for operation, names in ADDRESSES.items() for name in names}

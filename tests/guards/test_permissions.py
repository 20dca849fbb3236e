"""Who gets what: every address, every way of asking, every one of the cast, against a table written by hand.

The order of answers: nobody signed in is led to sign-in (302), a wrong method 405, a kind of act the role may not do 403,
a row that is not there for the viewer 404, then what the page itself answers.
"""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.urls import reverse

from sharing.permissions import ROLES, Permission, Role
from tests.guards import house
from tests.guards.test_routes import ours
from tests.world import CAST, client_of

# The same as sharing/permissions.py, written a second time: changing what a role may do takes two hands.
GRID = """
                  coordinator chair practitioner steering governance analyst administrator duty
home_see               x        x        x          x         x         x          x         x
person_list            x        x        x          -         -         -          -         -
person_detail          x        x        x          -         -         -          -         -
person_find            x        x        x          -         -         -          -         -
status_check           x        x        x          -         -         -          -         x
status_write           x        x        x          -         -         -          -         -
contact_write          x        x        x          -         -         -          -         -
enforcement_write      x        x        x          -         -         -          -         -
action_write           x        x        x          -         -         -          -         -
referral_write         x        x        x          -         -         -          -         -
nominate               x        x        x          -         -         -          -         -
nomination_place       x        x        -          -         -         -          -         -
selection_see          x        x        x          -         -         -          -         -
leaving_see            x        x        x          -         -         -          -         -
leaving_answer         x        x        -          -         -         -          -         -
selection_run          x        x        -          -         -         -          -         -
matrix_change          x        -        -          -         -         -          -         -
membership_change      x        x        -          -         -          -         -         -
letter_write           x        x        x          -         -          -         -         -
letter_wording         x        -        -          -         -          -         -         -
transfer_run           x        x        -          -         -          -         -         -
meeting_see            x        x        x          -         -         -          -         -
meeting_run            x        x        -          -         -         -          -         -
panel_confirm          x        x        -          -         -         -          -         -
panel_ratify           -        -        -          x         -         -          -         -
pack_download          x        x        -          x         x         x          -         -
pack_make              x        x        -          -         -         x          -         -
return_make            x        -        -          -         -         x          -         -
sharing_see            x        x        x          -         x         -          -         -
agreement_see          x        x        x          x         x         x          x         -
agreement_sign         x        x        x          x         x         x          x         -
agreement_change       x        -        -          -         x         -          -         -
consent_write          x        x        x          -         -         -          -         -
question_ask           x        x        x          -         -         -          -         -
disclosure_make        x        x        x          -         -         -          -         -
emergency_open         x        x        x          -         -         -          -         -
emergency_review       x        x        -          -         x         -          -         -
exclusion_write        x        -        -          -         x         -          -         -
ledger_see             x        -        -          -         x         -          -         -
rights_run             -        -        -          -         x         -          -         -
rights_answer          x        x        x          -         -         -          -         -
disposal_confirm       -        x        -          -         x         -          -         -
scheme_import          x        -        -          -         -         -          x         -
settings_change        -        -        -          -         -         -          x         -
user_manage            -        -        -          -         -         -          x         -
"""


def grid():
    """Permission to the roles that have it, as written above."""
    head, *lines = [line.split() for line in GRID.strip().splitlines()]
    return {name: {role for role, mark in zip(head, marks, strict=True) if mark == "x"} for name, *marks in lines}


@dataclass(frozen=True)
class Page:
    """What one address asks and answers. `about` names the row of the world in the address, and so who meets it."""

    permission: str
    got: int | None = 200  # a GET of somebody who may; None: the address takes none
    sent: int | None = None  # a POST of somebody who may, with an empty form; None: the address takes none
    about: str | None = None
    more: tuple = ()  # what else is in the address, after the key
    also: tuple = ()  # who gets it without meeting the row: by its reference alone

    def answers(self, name, role, method):
        allowed = {"GET": self.got, "POST": self.sent}.get(method)
        if allowed is None:
            return 405
        if role not in grid()[self.permission]:
            return 403
        if self.about and name not in (*MEETS[self.about], *self.also):
            return 404
        return allowed


# Who meets the row. Jordan Ellis: those on the case, and whoever sees everyone of the scheme; what one agency wrote is
# changed by that agency alone.
ON_THE_CASE = ("alice", "pete", "dee", "hal", "dora", "cherie")
RUNS = ("dora", "cherie")
MEETS = {
    "person": ON_THE_CASE,
    "status": ON_THE_CASE,  # whoever works with the person and sees where they are says so
    "consent": ON_THE_CASE,
    "action": ("alice", *RUNS),  # those who run meetings write down what the meeting says of any
    "contact": ("alice",),
    "supervised": ("alice",),  # of the agency that supervises
    "meeting": ON_THE_CASE,
    "item": RUNS,
    "panel": ON_THE_CASE,
    "panel_item": RUNS,
    "panel_seated": ("alice", "pete", "dee", "hal", "dora"),  # of an agency that is invited
    "agreement": tuple(name for name in CAST if name != "dan"),  # everybody of the scheme; Carol is of another
    "to_sign": ("gina",),  # the officer of the police
    "probation": ("dora", "gina"),
    "rule": ("dora", "gina"),
    # anyone of the scheme who may see selection; the rows are those they work with
    "run": (*ON_THE_CASE, "bob", "pru"),
    "proposal": RUNS,
    "ratified": ("steve",),
    "nomination": ON_THE_CASE,
    "own_nomination": ("pete", "dora"),  # the police sent it
    "other": ("dora", "gina"),  # those who close records to users: everyone of their scheme
    "nowhere": (),
}

PAGES = {
    "home": Page("home_see"),
    "account": Page("home_see"),
    "capacity_choose": Page("home_see", got=None, sent=404),
    "notice_list": Page("home_see"),
    "notice_read": Page("home_see", got=None, sent=404, about="nowhere"),
    "notices_read": Page("home_see", got=None, sent=302),
    "person_list": Page("person_list"),
    "custody_list": Page("person_list"),
    "person_find": Page("person_find", sent=200),
    "status_check": Page("status_check", sent=200),
    "reception_record": Page("status_write", got=None, sent=302),
    "arrest_tell": Page("status_check", got=None, sent=302),
    "person_detail": Page("person_detail", about="person"),
    "person_timeline": Page("person_detail", about="person"),
    "offence_list": Page("person_detail", about="person"),
    "status_change": Page("status_write", sent=200, about="person"),
    "status_confirm": Page("status_write", got=None, sent=302, about="status"),
    "status_undo": Page("status_write", got=None, sent=302, about="status", more=(1,)),
    "contact_list": Page("person_detail", about="person"),
    "diary_print": Page("person_detail", about="person"),
    "contact_add": Page("contact_write", sent=200, about="person"),
    "contact_outcome": Page("contact_write", sent=200, about="contact"),
    "contact_missed": Page("contact_write", got=302, sent=302, about="contact"),
    "contact_repeat": Page("contact_write", got=None, sent=302, about="contact"),
    "contact_undo": Page("contact_write", got=None, sent=302, about="contact", more=(1,)),
    "enforcement_decide": Page("enforcement_write", sent=200, about="supervised"),
    "enforcement_follow": Page("enforcement_write", got=404, sent=404, about="nowhere"),
    "sharing_detail": Page("sharing_see", about="person"),
    "consent_give": Page("consent_write", sent=200, about="person"),
    "consent_withdraw": Page("consent_write", sent=200, about="consent"),
    "agreement_list": Page("agreement_see"),
    "agreement_add": Page("agreement_change", sent=200),
    "agreement_detail": Page("agreement_see", about="agreement"),
    "agreement_change": Page("agreement_change", sent=200, about="agreement"),
    "agreement_start": Page("agreement_change", got=404, sent=404, about="agreement"),  # it is in force
    "agreement_renew": Page("agreement_change", sent=200, about="agreement"),
    "agreement_end": Page("agreement_change", sent=200, about="agreement"),
    "agreement_item_add": Page("agreement_change", sent=200, about="agreement"),
    "agreement_item_change": Page("agreement_change", sent=200, about="rule"),
    "agreement_item_end": Page("agreement_change", sent=200, about="rule"),
    "agreement_sign": Page("agreement_sign", sent=200, about="to_sign"),
    "agreement_sign_paper": Page("agreement_change", sent=200, about="agreement"),
    "agreement_document_add": Page("agreement_change", sent=200, about="agreement"),
    "agreement_document_download": Page("agreement_see", got=404, about="nowhere"),
    "officer_change": Page("agreement_change", sent=200, about="probation"),
    "person_told": Page("consent_write", sent=200, about="person"),
    "exclusion_list": Page("exclusion_write", sent=200),
    "exclusion_set": Page("exclusion_write", sent=200, about="other"),
    "exclusion_end": Page("exclusion_write", got=None, sent=404, about="nowhere"),
    "conflict_declare": Page("person_detail", got=None, sent=302, about="person"),
    "emergency_open": Page("emergency_open", sent=200, about="person"),
    "emergency_find": Page("emergency_open", sent=200),
    "emergency_end": Page("emergency_open", got=None, sent=404, about="nowhere"),
    "emergency_list": Page("emergency_review"),
    "emergency_review": Page("emergency_review", got=404, sent=404, about="nowhere"),
    "disclosure_make": Page("disclosure_make", sent=200, about="person"),
    "disclosure_end": Page("disclosure_make", got=404, sent=404, about="nowhere"),
    "question_ask": Page("question_ask", sent=200, about="person"),
    "question_answer": Page("disclosure_make", got=404, sent=404, about="nowhere"),
    "question_list": Page("disclosure_make"),
    "question_withdraw": Page("question_ask", got=None, sent=404, about="nowhere"),
    "sharing_print": Page("sharing_see", about="person"),
    "look_list": Page("sharing_see", about="person", also=("gina",)),
    "sent_list": Page("sharing_see", about="person", also=("gina",)),
    "sent_detail": Page("sharing_see", got=404, about="person", more=(9_999_999,)),
    "sent_download": Page("sharing_see", about="person", also=("gina",)),
    "plan_detail": Page("person_detail", about="person"),
    "action_add": Page("action_write", sent=200, about="person"),
    "action_update": Page("action_write", sent=200, about="action"),
    "action_done": Page("action_write", got=None, sent=302, about="action"),
    "action_undo": Page("action_write", got=None, sent=302, about="action", more=(1,)),
    "review_list": Page("person_detail", about="person"),
    "review_save": Page("meeting_run", sent=200, about="item"),
    "review_undo": Page("meeting_run", got=None, sent=404, about="nowhere", more=(1,)),
    "nomination_list": Page("nominate"),
    "nomination_add": Page("nominate", sent=200),
    "nomination_person": Page("nominate", sent=200, about="person"),
    "nomination_detail": Page("nominate", about="nomination"),
    "nomination_place": Page("nomination_place", got=404, sent=404, about="nowhere"),
    "nomination_withdraw": Page("nominate", got=None, sent=302, about="own_nomination"),
    "suggestion_list": Page("nominate", sent=200),
    "suggestion_put_away": Page("nominate", got=404, sent=404, about="nowhere"),
    "score_detail": Page("selection_see", about="person"),
    "leaving_list": Page("leaving_see"),
    "leaving_plan": Page("leaving_see", sent=200, about="person"),
    "leaving_stay": Page("leaving_answer", sent=200, about="person"),
    "leaving_send": Page("leaving_answer", got=None, sent=302, about="person"),
    "leaving_back": Page("nominate", got=None, sent=404, about="person"),  # on the scheme
    "leaving_paper": Page("leaving_see", got=404, about="person"),  # no plan yet
    "leaving_print": Page("leaving_see", got=404, about="person"),  # no plan yet
    "leaving_check": Page("leaving_see", got=None, sent=404, about="nowhere"),
    "handover_ask": Page("leaving_see", got=404, sent=404, about="person"),  # no plan yet
    "handover_answer": Page("leaving_see", got=404, sent=404, about="nowhere"),
    "selection_list": Page("selection_see"),
    "selection_run": Page("selection_run", got=None, sent=302),
    "selection_detail": Page("selection_see", about="run"),
    "selection_try": Page("selection_run", sent=200, about="run"),
    "proposal_detail": Page("selection_run", about="proposal"),
    "matrix_detail": Page("selection_see"),
    "matrix_change": Page("matrix_change", sent=200),
    "panel_list": Page("meeting_see"),
    "panel_set_up": Page("meeting_run", sent=200),
    "panel_detail": Page("meeting_see", about="panel"),
    "panel_change": Page("meeting_run", sent=200, about="panel"),
    "panel_invite": Page("meeting_run", sent=200, about="panel"),
    "panel_attend": Page("meeting_run", got=None, sent=302, about="panel"),
    "panel_fill": Page("meeting_run", got=None, sent=404, about="panel"),  # of no run
    "panel_add": Page("meeting_run", got=None, sent=302, about="panel"),
    "panel_item_move": Page("meeting_run", got=None, sent=302, about="panel_item"),
    "panel_item_remove": Page("meeting_run", got=None, sent=302, about="panel_item"),
    "panel_paragraphs": Page("meeting_see", sent=200, about="panel_seated"),
    "panel_remind": Page("meeting_run", got=None, sent=302, about="panel"),
    "panel_live": Page("meeting_run", got=302, about="panel"),
    "panel_decide": Page("meeting_run", sent=200, about="panel_item"),
    "panel_confirm": Page("panel_confirm", got=404, sent=404, about="nowhere"),
    "panel_ratify": Page("panel_ratify", sent=302, about="ratified"),
    "panel_minutes": Page("meeting_see", about="panel"),
    "meeting_list": Page("meeting_see"),
    "meeting_set_up": Page("meeting_run", sent=200),
    "meeting_detail": Page("meeting_see", about="meeting"),
    "meeting_invite": Page("meeting_run", sent=302, about="meeting"),
    "meeting_live": Page("meeting_run", got=302, about="meeting"),
    "agenda_add": Page("meeting_run", got=None, sent=302, about="meeting"),
    "agenda_due": Page("meeting_run", got=None, sent=302, about="meeting"),
    "agenda_move": Page("meeting_run", got=None, sent=302, about="item"),
    "agenda_remove": Page("meeting_run", got=None, sent=302, about="item"),
    "meeting_screen": Page("meeting_run", got=None, sent=302, about="item"),
    "conference_packs_make": Page("meeting_run", got=None, sent=302, about="meeting"),
    "conference_packs_progress": Page("meeting_run", got=404, about="nowhere"),
    "conference_pack_download": Page("meeting_see", got=404, about="nowhere"),
    "ledger_list": Page("ledger_see", sent=200),
    "ledger_watch": Page("ledger_see"),
    "rights_home": Page("rights_run"),
    "request_add": Page("rights_run", sent=200),
    "request_detail": Page("rights_run", got=404, about="nowhere"),
    "request_identity": Page("rights_run", got=404, sent=404, about="nowhere"),
    "request_ask": Page("rights_run", got=404, sent=404, about="nowhere"),
    "request_hear": Page("rights_run", got=404, sent=404, about="nowhere"),
    "request_extend": Page("rights_run", got=404, sent=404, about="nowhere"),
    "request_search": Page("rights_run", got=404, sent=404, about="nowhere"),
    "request_close": Page("rights_run", got=None, sent=404, about="nowhere"),
    "request_letter": Page("rights_run", got=404, about="nowhere"),
    "processing_record": Page("rights_run"),
    "retention_list": Page("rights_run"),
    "rules_ship": Page("rights_run", got=None, sent=302),
    "rule_save": Page("rights_run", got=404, sent=404, about="nowhere"),
    "retention_decide": Page("rights_run", got=404, sent=404, about="nowhere"),
    "hold_place": Page("rights_run", sent=200),
    "hold_end": Page("rights_run", got=404, sent=404, about="nowhere"),
    "disposal_confirm": Page("disposal_confirm", got=404, sent=404, about="nowhere"),
    "part_list": Page("rights_answer"),
    "part_detail": Page("rights_answer", got=404, about="nowhere"),
    "part_release": Page("rights_answer", got=None, sent=404, about="nowhere"),
    "part_hand": Page("rights_answer", got=404, sent=404, about="nowhere"),
    "part_file": Page("rights_answer", got=404, about="nowhere", more=("pdf",)),
    "item_decide": Page("rights_answer", got=404, sent=404, about="nowhere", more=("0123456789abcdef",)),
    "membership_detail": Page("person_detail", about="person"),
    "membership_change": Page("membership_change", sent=200, about="person"),
    "letter_write": Page("letter_write", sent=200, about="person"),
    "letter_detail": Page("person_detail", got=404, about="nowhere"),
    "lead_name": Page("contact_write", got=404, sent=404, about="nowhere"),
    "letter_download": Page("letter_write", got=404, about="nowhere"),
    "letter_hand": Page("letter_write", got=404, sent=404, about="nowhere"),
    "transfer_list": Page("transfer_run"),
    "area_tell": Page("transfer_run", got=404, sent=404, about="person"),  # no plan yet
    "transfer_offer": Page("transfer_run", sent=200, about="person"),
    "transfer_detail": Page("transfer_run", got=404, sent=404, about="nowhere"),
    "letter_wording_list": Page("letter_wording"),
    "letter_wording_change": Page("letter_wording", sent=200, more=("brought_on", "en")),
    "report_home": Page("pack_download"),
    "pack_make": Page("pack_make", got=None, sent=422),
    "pack_progress": Page("pack_make", got=404, about="nowhere"),
    "pack_see": Page("pack_download", got=404, about="nowhere"),
    "pack_pdf": Page("pack_download", got=404, about="nowhere"),
    "pack_xlsx": Page("pack_download", got=404, about="nowhere"),
}


def test_the_roles_may_do_what_the_grid_says():
    assert {name: {role.value for role in Role if name in ROLES[role]} for name in Permission.values} == grid()


def test_every_gated_address_is_in_the_table():
    assert {route.name for route in ours() if route.gated} == set(PAGES)


def address(route, world):
    """The address with the key of the row it is about."""
    about = PAGES[route.name].about
    return place(route, getattr(world, about).key if about else None)


def place(route, key=None):
    return reverse(route.name, args=[*([key] if key else []), *PAGES[route.name].more])


def ask(client, method, address):
    """The status of one request that leaves nothing behind."""
    with transaction.atomic():
        answer = client.send(address) if method == "POST" else client.generic(method, address)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("name", [*CAST, "carol"])
def test_who_gets_what(world, name):
    role = CAST[name][2].value if name in CAST else Role.PRACTITIONER.value
    client = client_of(getattr(world, name))
    for route in house.routes():
        if not route.gated:
            continue
        for method in ("GET", "POST", "DELETE"):
            answer = ask(client, method, address(route, world))
            assert answer.status_code == PAGES[route.name].answers(name, role, method), f"{method} {route} as {name}"


def test_nobody_is_led_to_sign_in(world):
    """And who sent a form gets back what was typed, with the way to sign in."""
    client = client_of()
    for route in house.routes():
        if not route.gated:
            continue
        for method in ("GET", "DELETE"):
            answer = ask(client, method, address(route, world))
            assert answer.status_code == 302, route
            assert answer.url.startswith("/account/login/?next="), route
        answer = ask(client, "POST", address(route, world))
        assert answer.status_code == 403, route
        assert "/account/login/?next=" in answer.content.decode(), route


def test_a_forbidden_kind_of_act_has_one_answer_for_everyone(world):
    """The page that says no says nothing about what is behind it."""
    steve = client_of(world.steve)
    bodies = {
        without_what_varies(ask(steve, "GET", address(route, world)).content.decode())
        for route in house.routes()
        if route.gated and PAGES[route.name].answers("steve", "steering", "GET") == 403
    }
    assert len(bodies) <= 1


def test_unknown_and_not_visible_are_one_answer(world):
    """A key that nobody has and a key of a person one does not meet: same status, same body."""
    bob = client_of(world.bob)
    for route in house.routes():
        if route.gated and PAGES[route.name].answers("bob", "practitioner", "GET") == 404:
            known = ask(bob, "GET", address(route, world))
            unknown = ask(bob, "GET", place(route, "zzzzzzzzzzzz"))
            assert known.status_code == unknown.status_code == 404, route
            assert without_what_varies(known.content.decode()) == without_what_varies(unknown.content.decode())


def without_what_varies(body):
    """The page without its form tokens and the minute it was printed."""
    varies = ("csrfmiddlewaretoken", "form_id", "app-printed")
    return "\n".join(line for line in body.splitlines() if not any(name in line for name in varies))

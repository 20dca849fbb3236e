"""How much of the database a list reads: bounded, and the same for a viewer of everyone as for a viewer of a few.

No clock: pages of the database are the same on every machine. `make bench` asks the same of 10,000 people and more.
"""

import contextlib
import os

import pytest
from django.conf import settings

from bench import register
from casework.models import Person
from pathways import caseload
from sharing.looking import token
from sharing.models import ListRow
from sharing.policy import Reach, Viewer
from tests import database, migrated

PEOPLE, A_PAGE = 2000, 50
DENSE, SPARSE = 1, 13  # agencies of the register: most of the people, and sixty


@pytest.fixture(scope="module")
def crowd(template_database):
    """A function from an agency to a connection that looks as its practitioner, in a register of 2,000 people."""
    name = f"ppo_test_{os.getpid()}_crowd"
    database.clone(name, template_database)
    with contextlib.ExitStack() as stack:
        stack.callback(database.drop, name)
        with migrated.superuser(database.address(), name) as connection:
            register.fill(connection, PEOPLE)

        def look_as(agency):
            session = stack.enter_context(migrated.superuser(database.address() | {"user": "ppo_app"}, name))
            session.execute("select set_config('app.viewer', %s, false)", [token(f"c{agency}")])
            # Few people fit on few pages, which are quickest read whole; of many they never are.
            session.execute("set enable_seqscan = off")
            return session

        yield look_as


def viewer(agency):
    """The practitioner of an agency of the register; what agreements open is left to the second wall."""
    return Viewer(capacity_id=agency, user_id=agency, agency_id=agency, scheme_id=1, reach=Reach.AGENCY)


def page_of(agency, sort):
    return ListRow.objects.list_for(viewer(agency)).order_by(*caseload.SORTS[sort])[:A_PAGE]


def plan(session, rows):
    """(pages of the database it read, every node) of the plan of a queryset."""
    text, parameters = rows.query.sql_with_params()
    for _ in range(2):  # the first time also reads the catalogue
        ((found,),) = session.execute("explain (analyze, buffers, format json) " + text, parameters)
    top = found[0]["Plan"]
    return top["Shared Hit Blocks"] + top["Shared Read Blocks"], list(nodes(top))


def nodes(node):
    yield node
    for below in node.get("Plans", ()):
        yield from nodes(below)


@pytest.mark.parametrize("sort", sorted(caseload.SORTS))
def test_a_page_of_the_list_reads_little_whoever_looks(crowd, sort):
    read = {}
    for agency in (DENSE, SPARSE):
        read[agency], steps = plan(crowd(agency), page_of(agency, sort))
        assert {step["Relation Name"] for step in steps if "Relation Name" in step} == {"sharing_listrow"}
        assert not [step for step in steps if step["Node Type"] == "Seq Scan"]
    assert max(read.values()) <= 2 * A_PAGE
    assert max(read.values()) <= 1.5 * min(read.values())


def test_a_page_of_the_list_walks_nobody_it_does_not_show(crowd):
    """The index gives the order: a viewer of nearly everyone walks fifty rows and sorts none."""
    _, steps = plan(crowd(DENSE), page_of(DENSE, "review"))
    assert not [step for step in steps if "Sort" in step["Node Type"]]
    assert max(step["Actual Rows"] * step["Actual Loops"] for step in steps) <= A_PAGE


@pytest.mark.parametrize("agency", [DENSE, SPARSE])
def test_the_people_of_a_page_are_found_by_index(crowd, agency):
    session = crowd(agency)
    shown = [
        pk for (pk,) in session.execute(*page_of(agency, "review").values_list("person_id").query.sql_with_params())
    ]
    assert len(shown) == A_PAGE
    read, steps = plan(session, Person.objects.filter(pk__in=shown).visible_to(viewer(agency)).order_by("pk"))
    assert not [step for step in steps if step["Node Type"] == "Seq Scan"]
    assert read <= 20 * A_PAGE


def test_the_register_is_signed_with_the_key_of_the_tests():
    assert settings.VIEWER_KEY.hex() == migrated.VIEWER_KEY

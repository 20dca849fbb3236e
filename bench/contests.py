"""What is measured: each function makes one goal's contest, or counts, from the register and the goal's own arguments.

A contest is timed against its limit in the same run. What is counted (statements, pages of the database read) depends on no
clock. A contest whose part of the product is missing raises NotThere.
"""

import json
import statistics
import time
from dataclasses import dataclass
from unittest import mock

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import finding, register, sealing
from bench.ratio import Contest, Measured
from casework.models import Contact, Person
from pathways import caseload
from sharing.gather import part, statement
from sharing.lists import There
from sharing.looking import looking_as, looking_as_nobody, looking_as_system, token
from sharing.models import Capacity, ListRow, User
from sharing.viewer import of_capacity, with_rules
from tests.world import client_of

A_PAGE = 50
COORDINATOR = 15
COMMUNITY = ("community_order", "licence", "non_statutory")


class NotThere(Exception):
    """The goal cannot be judged: its rival, its calibrator or the part of the product it is about is missing."""


@dataclass(frozen=True)
class Bench:
    """The register's database, and how many people asked for are in it."""

    database: str
    people: int

    @property
    def ten(self):
        return self.people + 1

    @property
    def thousand(self):
        return self.people + 2


def viewer(agency):
    """The practitioner of an agency, as pages know them."""
    with looking_as_nobody():
        return of_capacity(with_rules(Capacity.objects.filter(pk=agency)).get())


# ---------------------------------------------------------------- lists


def list_rows(who, *, filtered):
    """The list as the people page walks it: first page, the columns a list row carries, three of eight places if asked."""
    rows = ListRow.objects.list_for(who).order_by(*caseload.SORTS["review"])
    if filtered:
        rows = rows.filter(status__in=COMMUNITY)
    return rows.values_list("person_id", "sort_name", "area", "status", "next_review_on")[:A_PAGE]


def prepared(text, parameters, *, user, name, who=None):
    """A function that runs one statement on a connection of its own, in a transaction that knows who looks.

    Its values stand in the text, so that every contestant keeps its plan: planning is no part of what a rule costs.
    """
    session = register.connect(name, user)
    text = psycopg.ClientCursor(session).mogrify(text, parameters)
    session.prepare_threshold = 2
    session.execute("begin")
    if who is not None:
        session.execute("select set_config('app.viewer', %s, true)", [token(f"c{who.capacity_id}")])
    return lambda: session.execute(text).fetchall()


def people_list(bench, *, agency, filtered):
    """A page of the list with row security on, against the same columns of the same number of people without any rule."""
    who = viewer(agency)
    text, parameters = list_rows(who, filtered=filtered).query.sql_with_params()
    chosen = f"where status in {COMMUNITY} " if filtered else ""
    everyone = (
        f"select id, sort_name, area, status, next_review_on from casework_person {chosen}"
        f"order by next_review_on, id limit {A_PAGE}"
    )
    ours = prepared(text, parameters, user="ppo_app", name=bench.database, who=who)
    limit = prepared(everyone, None, user="postgres", name=bench.database)
    expected = slow_list(bench, agency, filtered)
    return Contest(limit, ours, lambda _, shown: [row[0] for row in shown] == expected)


def slow_list(bench, agency, filtered):
    """The same page the dull way: everybody's row, chosen and sorted here."""
    with register.connect(bench.database) as session:
        people = session.execute("select id, next_review_on, status from casework_person").fetchall()
        met = {
            person
            for (person,) in session.execute(
                "select person_id from sharing_link where agency_id = %s and ends_at is null", [agency]
            )
        }
    chosen = [(on, pk) for pk, on, status in people if pk in met and (not filtered or status in COMMUNITY)]
    return [pk for _, pk in sorted(chosen)[:A_PAGE]]


def list_buffers(bench, *, dense, sparse):
    """Pages of the database read for one page of the list: by the agency that sees most, against the one that sees least."""
    read = [buffers(bench, viewer(agency)) for agency in (dense, sparse)]
    return Measured(max(read) / min(read))


def buffers(bench, who):
    text, parameters = list_rows(who, filtered=False).query.sql_with_params()
    explain = prepared(
        "explain (analyze, buffers, format json) " + text, parameters, user="ppo_app", name=bench.database, who=who
    )
    explain()  # the first time also reads the catalogue
    ((plan,),) = explain()
    top = (plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]
    return top["Shared Hit Blocks"] + top["Shared Read Blocks"]


def filter_of_page(bench, *, agency):
    """The people page narrowed to who is in the community, against the whole page: what a filter may cost."""
    client = signed_in(agency)
    return Contest(
        lambda: _fetched(client, "/people/"),
        lambda: _fetched(client, "/people/?where=community"),
    )


# ---------------------------------------------------------------- finding a person


def find_by(bench, *, by, agency):
    """Finding by name, as it sounds or with two slips, against finding by number."""
    return finding.contest(bench, viewer(agency), agency, by)


def find_rules(bench, *, agency):
    """Finding by sound behind walls and rules, against the open search."""
    return finding.rules(bench, viewer(agency), prepared)


def find_recall(bench, *, people):
    """Of people whose names are typed with a slip in each, the share not found, to the share allowed."""
    return finding.recall(bench, viewer(COORDINATOR), COORDINATOR, people)


def list_growth(bench, *, agency, smaller):
    """A page of the list of this register against the same page of a smaller one: what ten times the people cost."""
    before = register.there(smaller)
    if before is None:
        raise NotThere(f"the register of {smaller} is not made: run `make bench` with that SIZE first")
    who = viewer(agency)
    text, parameters = list_rows(who, filtered=False).query.sql_with_params()
    ask = [prepared(text, parameters, user="ppo_app", name=name, who=who) for name in (before, bench.database)]
    return Contest(*ask, lambda few, many: len(few) == len(many) == A_PAGE)


# ---------------------------------------------------------------- the case page


def person_records(bench, *, agency, records):
    """So many contacts of one person with what was said, as a page asks for them, against the same without any rule.

    Same columns, same person, same order; the limit's statement has no condition of ours and no row security either.
    """
    who = viewer(agency)

    def asked():
        contacts = part(
            Contact.objects.order_by("-planned_for", "pk"), "kind", "outcome", note="detail__note", limit=records
        )
        people = Person.objects.filter(pk=bench.thousand).only("pk")
        return statement(people, who, contacts=contacts).query.sql_with_params()

    ours = prepared(*asked(), user="ppo_app", name=bench.database, who=who)
    with mock.patch.object(There, "as_sql", return_value=("true", [])):
        limit = prepared(*asked(), user="postgres", name=bench.database)
    return Contest(limit, ours, lambda bare, ruled: _ids(bare) == _ids(ruled) and len(_ids(bare)) == records)


def _ids(rows):
    """Ids of the records of the one person in the answer; they stand in its last column."""
    ((*_, contacts),) = rows
    return [one["id"] for one in contacts]


def person_page(person):
    """A function that fetches the page of a person (id) as the practitioner of agency 2."""
    with looking_as(2):
        key = _key(person)
    client = signed_in(2)
    return lambda: _fetched(client, f"/people/{key}/")


def _key(person):
    from casework.models import Person

    return Person.objects.values_list("key", flat=True).get(pk=person)


def signed_in(capacity):
    with looking_as_nobody():
        return client_of(User.objects.get(pk=capacity))


def _fetched(client, address):
    answer = client.get(address)
    if answer.status_code != 200:
        raise NotThere(f"{address} answered {answer.status_code}")
    return len(answer.content)


def statements(fetch):
    """Statements of one page, its session and user included; marks of transactions are none."""
    with CaptureQueriesContext(connection) as asked:
        fetch()
    marks = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
    return [query["sql"] for query in asked.captured_queries if not query["sql"].startswith(marks)]


def case_page_statements(bench):
    """How many statements a case page takes."""
    fetch = person_page(bench.ten)
    fetch()
    return Measured(float(len(statements(fetch))))


def case_page_constant(bench):
    """Statements of the page of a person with a thousand records of every kind, against one with ten."""
    ten, thousand = person_page(bench.ten), person_page(bench.thousand)
    ten(), thousand()
    return Measured(len(statements(thousand)) / len(statements(ten)))


def case_page_time(bench):
    """The case page against the least a page can be: session, user and no content."""
    client = signed_in(2)
    hello = lambda: _fetched(client, "/account/stay/")  # noqa: E731
    return Contest(hello, person_page(bench.ten))


def hello_signed_in(bench):
    """A page of nothing for a user with a session, against one of nothing for nobody."""
    nobody, somebody = client_of(), signed_in(2)
    return Contest(lambda: _fetched(nobody, "/health/live"), lambda: _fetched(somebody, "/account/stay/"))


# ---------------------------------------------------------------- packs


def packs_linear(bench, *, copies):
    """So many packs of one conference in a row, against as many times one: nothing may pile up from pack to pack.

    All for one reader: what another may see makes a longer pack, and that is no growth.
    """
    from reviews.models import Meeting
    from reviews.packs.paper import pack

    with looking_as_system():
        meeting = Meeting.objects.select_related("scheme", "chair").get(pk=1)
        capacity = Capacity.objects.select_related("agency__scheme", "user").get(pk=1)

    def one(number):
        begun = time.perf_counter()
        pack(meeting, capacity, at=timezone.now(), copy_number=number + 1)
        return time.perf_counter() - begun

    one(0)
    alone = [one(0) for _ in range(3)]
    took = [one(number) for number in range(copies)]
    single = statistics.median([*alone, *(one(0) for _ in range(3))])
    return Measured(sum(took) / (copies * single), single * 1000, statistics.mean(took) * 1000, max(alone) / min(alone))


# ---------------------------------------------------------------- the ledger


def ledger_sealed(bench):
    """Eight writers and the sealer need two processors, or they measure each other."""
    if not sealing.two_processors():
        raise NotThere("two processes get hardly further than one: nothing is free for eight writers and a sealer")
    return sealing.ledger_sealed(bench)


def selection(bench, *, of):
    """One of the contests of `bench.selection`, which need the models and so are loaded late."""
    from bench import selection as contests

    return getattr(contests, f"selection_{of}")(bench)

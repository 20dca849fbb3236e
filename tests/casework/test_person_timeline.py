"""The timeline: every floor's records in one order, in one statement, each only as far as it may be seen."""

from datetime import timedelta

from casework.models import Contact
from tests.pages import OF_EVERY_PAGE, line, statements, words
from tests.world import moment


def entries(response):
    return words(response).partition("Decisions ")[2]


def test_newest_first_from_every_floor(world, client_of):
    page = entries(client_of(world.alice).get(f"/people/{world.person.key}/timeline/"))

    order = [
        "Attended: office visit by Dee Lowe", "Drug test taken: positive", "Referred to Supported flats",
        "Did not attend: office visit", "Action: done", "Charged", "Arrested", "Probation offender manager: Alice Reed",
        "Taken on to the scheme", "Nominated for the scheme",
    ]  # fmt: skip
    assert sorted(order, key=page.index) == order


def test_one_group_only(world, client_of):
    page = entries(client_of(world.alice).get(f"/people/{world.person.key}/timeline/?show=plan"))
    assert "Action added" in page
    assert "Attended" not in page


def test_a_time_that_is_not_known_is_not_made_up(world, client_of):
    Contact.objects.filter(pk=world.kept_contact.pk).update(
        planned_for=moment(world.today - timedelta(days=7), 0), planned_for_time_known=False
    )
    content = client_of(world.alice).get(f"/people/{world.person.key}/timeline/").content.decode()
    assert "at 00:00" not in content


def test_housing_sees_no_offence_and_no_result(world, client_of):
    content = client_of(world.hal).get(f"/people/{world.person.key}/timeline/").content.decode()
    for secret in ("Charged", "Arrested", "positive", "methadone", "reduce the dose", "burglars", "former partner"):
        assert secret not in content


def test_older_pages_by_whole_days(world, client_of):
    Contact.objects.bulk_create(
        [
            Contact(
                person=world.person, owner=world.probation, agency=world.probation, kind="phone", outcome="attended",
                planned_for=moment(world.today - timedelta(days=n // 2), 6 + n % 2),
            )
            for n in range(400)
        ]
    )  # fmt: skip
    alice, address = client_of(world.alice), f"/people/{world.person.key}/timeline/"
    seen, rows = 0, 0
    while address:
        content = alice.get(address).content.decode()
        rows += content.count("moj-timeline__item")
        seen += 1
        older = content.partition('href="?until=')[2].partition('"')[0]
        address = f"/people/{world.person.key}/timeline/?until={older}" if older else None
    assert rows == 400 + rows_of_world()
    assert 8 <= seen <= 12


def rows_of_world():
    """Contacts with an outcome 3, test 1, referral 1, actions added 5 and closed 1, arrest 1, charges 3, status 1,
    allocations 3, nominated and selected."""
    return 3 + 1 + 1 + 5 + 1 + 1 + 3 + 1 + 3 + 2


def test_a_day_that_is_none_is_not_found(world, client_of):
    assert client_of(world.alice).get(f"/people/{world.person.key}/timeline/?until=soon").status_code == 404


def test_what_is_not_shown_is_not_in_the_ledger(world, client_of):
    client_of(world.alice).get(f"/people/{world.person.key}/timeline/?show=plan")
    assert "casework.contact" not in line("person_timeline").facts["records"]


def test_one_statement(world, client_of):
    assert statements(client_of(world.alice), f"/people/{world.person.key}/timeline/") == OF_EVERY_PAGE + 1

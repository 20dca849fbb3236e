"""Offences: the records where they may be seen, number and latest group at summary, nothing otherwise."""

from sharing.models import AgreementRule
from sharing.policy import Category
from tests.pages import OF_EVERY_PAGE, line, statements, words


def test_in_full_the_three_days_are_kept_apart(world, client_of):
    page = words(client_of(world.alice).get(f"/people/{world.person.key}/offences/"))
    assert "Offence Happened Charged Result Result on Source" in page
    assert "Charged not yet Northside Police" in page
    assert "Arrested For By" in page


def test_at_summary_number_group_and_month(world, client_of):
    response = client_of(world.hal).get(f"/people/{world.person.key}/offences/")
    assert "3 offences. The latest: Violence without injury, " in words(response)
    for secret in ("Assault", "Burglary", "Convicted", "Charged"):
        assert secret not in response.content.decode()
    assert "casework.offence" not in line("offence_list").facts["records"]


def test_nothing_of_it_where_nothing_may_be_seen(world, client_of):
    AgreementRule.objects.filter(category=Category.OFFENDING).delete()
    page = words(client_of(world.hal).get(f"/people/{world.person.key}/offences/"))
    assert "No offences recorded that you can see." in page
    assert "No arrests recorded that you can see." in page


def test_one_statement(world, client_of):
    assert statements(client_of(world.alice), f"/people/{world.person.key}/offences/") == OF_EVERY_PAGE + 1

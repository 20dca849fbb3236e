"""The cast of the tests is what its first lines say."""

from sharing.models import Link


def test_who_is_on_whose_case(world):
    links = Link.objects.filter(person=world.person).values_list("agency__code", "reason")

    assert set(links) == {
        ("probation", "allocation"),
        ("police", "allocation"),
        ("drugs", "allocation"),
        ("probation", "action"),
        ("housing", "action"),
        ("drugs", "action"),
        *((invited, "meeting") for invited in ("probation", "police", "housing", "drugs")),
    }


def test_the_cast_signs_in(world, client_of):
    assert client_of(world.alice).session["_auth_user_id"] == str(world.alice.pk)
    assert "_auth_user_id" not in client_of().session

"""What is kept beside the records of a person follows them."""

from datetime import timedelta

from casework.changes import refresh
from casework.models import (
    Address,
    Identity,
    KnownSpelling,
    KnownWord,
    Offence,
    OffendingSummary,
    Person,
    SearchAlias,
    SearchAliasPair,
    SearchName,
    SearchNamePair,
    Status,
)


def test_status_and_area_are_those_of_the_day(world):
    Status.objects.filter(person=world.person).update(end=world.today)
    Status.objects.create(
        person=world.person, owner=world.probation, start=world.today, status="sentenced", establishment="LEI"
    )
    Address.objects.filter(person=world.person).update(end=world.today - timedelta(days=1))

    refresh(people=[world.person.pk], today=world.today)

    world.person.refresh_from_db()
    assert (world.person.status, world.person.area) == ("sentenced", "")
    refresh(people=[world.person.pk], today=world.today - timedelta(days=5))
    world.person.refresh_from_db()
    assert (world.person.status, world.person.area) == ("licence", "Northgate")


def test_words_of_the_name_and_of_other_names(world):
    def words():
        named = set(SearchName.objects.filter(person=world.person).values_list("word", "code"))
        return named, set(SearchAlias.objects.filter(person=world.person).values_list("word", flat=True))

    assert words() == ({("ellis", "e420"), ("jordan", "j635")}, {"jordan", "elis", "jojo", "ellis"})

    Person.objects.filter(pk=world.person.pk).update(family_name="O'Neill")
    Identity.objects.filter(pk=world.person.pk).update(aliases=[])
    refresh(people=[world.person.pk], today=world.today)
    assert words() == ({("oneill", "o540"), ("jordan", "j635")}, set())


def test_pairs_of_words_that_are_in_one_name_are_not_kept_again_with_the_others(world):
    named = set(SearchNamePair.objects.filter(person=world.person).values_list("codes", flat=True))
    others = set(SearchAliasPair.objects.filter(person=world.person).values_list("codes", flat=True))
    assert named == {"e420j635"}
    assert {"j200j635", "e420j200"} <= others
    assert not named & others


def test_a_word_is_known_while_somebody_s_name_holds_it(world):
    Person.objects.filter(pk=world.person.pk).update(family_name="Ellison")
    refresh(people=[world.person.pk], today=world.today)
    assert KnownSpelling.objects.filter(word="ellison", spelling="ellon").exists()
    assert KnownWord.objects.filter(word="ellis").exists(), "another name of the same person holds it"

    Identity.objects.filter(pk=world.person.pk).update(aliases=[])
    refresh(people=[world.person.pk], today=world.today)
    assert not KnownWord.objects.filter(word__in=["ellis", "jojo"]).exists()
    assert not KnownSpelling.objects.filter(word__in=["ellis", "jojo"]).exists()
    assert KnownWord.objects.filter(word="ellison").exists()


def test_the_summary_of_offences_counts_by_owner(world):
    (summary,) = OffendingSummary.objects.filter(person=world.person)
    assert (summary.owner, summary.offences) == (world.police, 3)
    assert summary.latest_group == "violence_without_injury"
    assert summary.latest_month == (world.today - timedelta(days=110)).replace(day=1)

    Offence.objects.filter(person=world.person).delete()
    refresh(people=[world.person.pk], today=world.today)
    assert not OffendingSummary.objects.filter(person=world.person).exists()


def test_again_changes_nothing_and_takes_as_many_statements(world, django_assert_num_queries):
    before = set(SearchName.objects.values_list("pk", flat=True)) | set(OffendingSummary.objects.values_list("pk"))
    with django_assert_num_queries(13):
        refresh(people=[world.person.pk], today=world.today)
    with django_assert_num_queries(13):
        refresh(people=[world.person.pk, world.other.pk, world.elsewhere.pk], today=world.today)
    after = set(SearchName.objects.values_list("pk", flat=True)) | set(OffendingSummary.objects.values_list("pk"))
    assert before == after

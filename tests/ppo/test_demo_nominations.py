"""The demo shows each state of a nomination, so that a visitor meets none of these pages empty."""

from django.utils.timezone import localdate

from cohort.models import Nomination, NominationCaution, NominationSuggestion, UnplacedNomination
from ppo.demo import loading
from sharing.looking import looking_as_system


def test_some_wait_one_is_to_be_placed_and_the_record_suggests_two(db):
    loading.load(today=localdate())
    with looking_as_system():
        assert sorted(Nomination.objects.values_list("person__family_name", flat=True)) == ["Dunnock", "Fulmar"]
        young = Nomination.objects.get(person__family_name="Fulmar")
        assert young.membership.strands == ["prevent_deter"]
        assert UnplacedNomination.objects.waiting().count() == 1
        assert NominationCaution.objects.count() == 1
        cards = NominationSuggestion.objects.waiting().values_list("person__family_name", "kind")
        assert sorted(cards) == [
            ("Garganey", "frequent_arrests"),
            ("Garganey", "positive_test"),
            ("Wheatear", "leaving_custody"),
        ]

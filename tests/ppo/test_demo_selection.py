"""The demo has been through two runs, so that every score has a history, and a night of the leaving watch."""

from datetime import timedelta

from django.utils.timezone import localdate

from cohort.leaving_seen import cards
from cohort.models import RunScore, SelectionRun
from ppo.demo import loading
from sharing.looking import looking_as_system
from sharing.viewer import viewer_of


def test_two_runs_score_everyone(db):
    loading.load(today=localdate())
    with looking_as_system():
        first, second = SelectionRun.objects.order_by("number")
        assert second.as_of == localdate() - timedelta(days=3)
        assert second.as_of - first.as_of == timedelta(days=89)
        lead = viewer_of(email="coordinator@demo.example")
        assert {first.made_by_id, second.made_by_id} == {lead.capacity_id}
        assert RunScore.objects.filter(run=second).count() == 44
        assert RunScore.objects.filter(run=second, total__gt=0).exists()
        assert {"stopped_offending", "two_year_review"} <= {
            seen.criterion for card in cards(lead, on=localdate()) for seen in card.findings
        }

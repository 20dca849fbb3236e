"""The demo holds one use of emergency access to review, with what was looked at, told to its governance lead."""

from django.utils.timezone import localdate, now

from casework.emergency import looked_at, waiting_for
from ppo.demo import loading
from sharing.looking import looking_as_system
from sharing.models import Emergency, Notice
from sharing.viewer import viewer_of


def test_one_waits_for_the_governance_lead(db):
    loading.load(today=localdate())
    with looking_as_system():
        used = Emergency.objects.get()
        assert used.reviewed_at is None
        assert used.ends_at <= now()
        assert [line.event for line in looked_at(used)] == ["record_look"]
        lead = viewer_of(email="governance@demo.example")
        assert waiting_for(lead, at=now())[0] == 1
        assert Notice.objects.filter(capacity=lead.capacity_id, kind="emergency").exists()

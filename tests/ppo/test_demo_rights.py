"""The governance lead of the demo has something of each kind before her: a request, a record to look at again, a hold."""

from django.utils.timezone import localdate

from ppo.demo import loading
from sharing.looking import looking_as_system
from sharing.models import LegalHold, RetentionReview, SubjectRequest, User
from tests.pages import words


def test_the_demo_shows_each_kind(db, client_of):
    loading.load(today=localdate())
    governance = client_of(User.objects.get(email="governance@demo.example"))
    home = words(governance.get("/"))
    assert "1 request to see what is held is open" in home
    page = words(governance.get("/rights/"))
    assert "DEMO/SAR/1" in page
    assert "in 19 days" in page or "in 2 weeks" in page or "in 3 weeks" in page
    with looking_as_system():
        assert SubjectRequest.objects.get().parts.count() > 3
        assert LegalHold.objects.count() == 1
        assert 1 <= RetentionReview.objects.count() <= 12

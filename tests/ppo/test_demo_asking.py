"""The demo shows each state of asking and sharing, so that a visitor meets none of these pages empty."""

from django.utils.timezone import localdate

from ppo.demo import loading
from sharing.looking import looking_as_system
from sharing.models import Disclosure, Mail, Question


def test_a_question_waits_one_is_answered_and_something_is_shared_once(db):
    loading.load(today=localdate())
    with looking_as_system():
        assert sorted(Question.objects.values_list("state", "outcome")) == [("answered", "refused"), ("waiting", "")]
        assert Disclosure.objects.at_moment().count() == 1
        told = " ".join(f"{mail.subject} {mail.body}" for mail in Mail.objects.filter(once__startswith="question:"))
        assert "Sign in to see it." in told

"""What pathways know about who is on the case: actions not closed, and referrals accepted and not ended."""

from django.db.models import F

from pathways.models import Action, Referral
from sharing import links, watching
from sharing.models import Link


@links.source(Link.Reason.ACTION)
def actions(people):
    """The agency of an action, from the day it was opened until the day it was closed."""
    return Action.objects.filter(person__in=people).values_list("person_id", "agency_id", "opened_on", "closed_on")


@links.source(Link.Reason.REFERRAL)
def referrals(people):
    """The agency of the service, from the day it accepted until the day the referral ended."""
    accepted = Referral.objects.filter(person__in=people, decision=Referral.Decision.ACCEPTED)
    return accepted.values_list("person_id", F("service__agency_id"), "decided_on", "ended_on")


@watching.own_people
def of_users(users, on):
    """People for whom a user has an action that was open on the day."""
    own = Action.objects.filter(user__in=users, opened_on__lte=on).exclude(closed_on__lt=on)
    return own.values_list("user_id", "person_id")

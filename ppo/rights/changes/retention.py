"""Rules of retention, reviews as they fall due, and legal holds."""

from django.db import transaction

from ppo.rights import retention
from sharing import ledger
from sharing.looking import looking_as_system
from sharing.models import LegalHold, RetentionReview, RetentionRule, Scheme

Decision = RetentionReview.Decision


class RetentionChanged(Exception):
    """Somebody saved it since it was opened."""


class RetentionRefused(Exception):
    """It cannot be done as things stand; the message says why in words for the user."""


@transaction.atomic
def rules_ship(*, by):
    """Bring in the rules that come with the product, unconfirmed; those that are there already stay. Returns how many."""
    Scheme.objects.select_for_update().get(pk=by.scheme_id)
    there = set(RetentionRule.objects.filter(scheme=by.scheme_id).values_list("code", flat=True))
    fresh = [RetentionRule(scheme_id=by.scheme_id, **rule) for rule in retention.shipped() if rule["code"] not in there]
    RetentionRule.objects.bulk_create(fresh)
    ledger.record("rules_ship", by=by, people=[], rules=len(fresh))
    return len(fresh)


@transaction.atomic
def rule_save(*, rule, by, on, version, clear_months, review_months, maximum_months, maximum_age):
    """Set the times of a rule and confirm it for the scheme: from now on reviews fall due by it. Raises RetentionChanged."""
    rule = RetentionRule.objects.select_for_update().get(pk=rule.pk)
    if rule.version != version:
        raise RetentionChanged
    rule.clear_months, rule.review_months = clear_months, review_months
    rule.maximum_months, rule.maximum_age = maximum_months, maximum_age
    rule.confirmed_on, rule.confirmed_by, rule.version = on, by.capacity, rule.version + 1
    rule.save()
    ledger.record("rule_save", by=by, subject=rule, people=[])
    return rule


@transaction.atomic
def retention_keep(*, review, by, on, reason, version):
    """Keep what was reviewed, for a reason, until the rule's next review. Raises RetentionChanged and RetentionRefused."""
    review = locked(review, version)
    with looking_as_system():
        last = retention.last_of(review, on=on)
        if last and not retention.held_fast(review.person_id, review.agency_id):
            raise RetentionRefused(
                "The longest time that the rule allows is over. Put it up for disposal, or place a hold."
            )
    closed(review, by=by, on=on, decision=Decision.KEEP, reason=reason).save(update_fields=CLOSED)
    ledger.record("retention_keep", by=by, subject=review, rule=review.rule.code)
    return review


@transaction.atomic
def hold_place(*, person, agency, by, on, reason, review_on):
    """Let nothing of the person, or of what one agency (None: any) holds, be disposed of until the hold ends."""
    hold = LegalHold.objects.create(
        scheme_id=by.scheme_id,
        person=person,
        agency=agency,
        reason=reason,
        placed_on=on,
        placed_by=by.capacity,
        review_on=review_on,
    )
    ledger.record("hold_place", by=by, subject=hold)
    return hold


@transaction.atomic
def hold_end(*, hold, by, on, reason, version):
    """End a hold, for a reason. Raises RetentionChanged."""
    hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if hold.version != version or hold.ended_on:
        raise RetentionChanged
    hold.ended_on, hold.ended_by, hold.end_reason, hold.version = on, by.capacity, reason, hold.version + 1
    hold.save(update_fields=["ended_on", "ended_by", "end_reason", "version"])
    ledger.record("hold_end", by=by, subject=hold)
    return hold


def locked(review, version):
    review = RetentionReview.objects.select_for_update(of=("self",)).select_related("rule", "scheme").get(pk=review.pk)
    if review.version != version or review.decision:
        raise RetentionChanged
    return review


CLOSED = ("decision", "reason", "decided_on", "decided_by", "version")


def closed(review, *, by, on, decision, reason):
    """The review as it is saved once decided: columns CLOSED."""
    review.decision, review.reason, review.decided_on, review.decided_by = decision, reason, on, by.capacity
    review.version += 1
    return review

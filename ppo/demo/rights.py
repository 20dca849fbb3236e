"""What the governance lead of the demo has before her: a request under way, a hold, rules and a record to look at again."""

from datetime import timedelta

from ppo.rights import finding
from ppo.rights.changes import request as requests
from ppo.rights.changes import retention, sweep
from sharing.models import RetentionRule
from sharing.viewer import viewer_of

DAY = timedelta(days=1)
ASKED_BY, HELD = "DM002", "DM001"
# Confirmed with a first review at once, so that there is something to decide; the scheme's own would say years.
AT_ONCE = "yot"
# What comes with the product, left as an example that nobody signed for.
EXAMPLES = {"police_group_1", "victims", "others"}


def set_up(scheme, today, *, at):
    """Through the changes that the pages call, as the governance lead."""
    by = viewer_of(email="governance@demo.example", scheme=scheme)
    _request(scheme, by, today, at)
    _rules(scheme, by, today)
    person = finding.person_of(scheme, ref=HELD)
    words = {"reason": "A claim against the scheme; its solicitor asked for everything.", "review_on": today + 60 * DAY}
    retention.hold_place(person=person, agency=None, by=by, on=today - 20 * DAY, **words)
    sweep.reviews_open(scheme=scheme, on=today, at=at)


def _request(scheme, by, today, at):
    person = finding.person_of(scheme, ref=ASKED_BY)
    row = requests.request_add(
        by=by,
        name=person.full_name,
        address="Flat 2, 14 Example Street",
        asked_for="Everything you have about me, and who you told.",
        channel="letter",
        received_on=today - 11 * DAY,
        identity_known=True,
        on=today - 11 * DAY,
    )
    requests.request_search(request=row, by=by, person=person, on=today - 10 * DAY, at=at, version=row.version)


def _rules(scheme, by, today):
    retention.rules_ship(by=by)
    for rule in RetentionRule.objects.filter(scheme=scheme).exclude(code__in=EXAMPLES).order_by("pk"):
        names = ("clear_months", "review_months", "maximum_months", "maximum_age")
        said = {name: getattr(rule, name) for name in names}
        if rule.code == AT_ONCE:
            said["clear_months"] = 0
        retention.rule_save(rule=rule, by=by, on=today - 30 * DAY, version=rule.version, **said)

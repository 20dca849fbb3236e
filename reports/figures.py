"""The performance pack of a scheme: figures with everything that says what they are figures of, and their files."""

import json
from datetime import date

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from reports.reading import facts_of, frozen_cohort
from reports.rules import Question, performance
from reports.rules.suppression import suppressed
from reports.story import CONTACTS, GUIDE, story
from reports.story.document import shown
from reports.workbook import workbook_of
from sharing.models import Setting
from sharing.pdf import pdf_from_template
from sharing.rules import setting_values

MARKING = "OFFICIAL-SENSITIVE"  # the figures as they are
MARKING_SUPPRESSED = "OFFICIAL"  # the pack for the steering group, small counts hidden
LIMIT = "suppress_below"


def pack(scheme, *, as_of, at, since=None, cohort=None):
    """The pack as `performance_pack` prints it: a mapping that fits JSON but for its dates. Counts are not suppressed.

    `at` is the moment it is made. Raises CohortUnknown, and ValueError where the period would start after the day.
    """
    frozen = None if cohort is None else frozen_cohort(scheme, cohort)
    question = Question(as_of, since, frozen)
    period = question.period
    return {
        "scheme": scheme.code,
        "as_of": as_of,
        "period": {"from": period.start, "to": period.last_day},
        "made_at": timezone.localtime(at).replace(microsecond=0),
        "marking": MARKING,
        **performance(facts_of(scheme, on=as_of), question),
    }


def for_steering(scheme, found):
    """A pack as the steering group gets it: small counts hidden, with the names and numbers its words need. Fits JSON."""
    settings = setting_values(Setting.objects.in_force(scheme=scheme, on=found["as_of"]))
    hidden = suppressed(found, settings[LIMIT]) | {
        "marking": MARKING_SUPPRESSED,
        "names": {"scheme": scheme.name, "agencies": list(scheme.agencies.values_list("code", "name"))},
        "settings": {name: settings[name] for name in (GUIDE, CONTACTS, LIMIT)},
    }
    return json.loads(json.dumps(hidden, cls=DjangoJSONEncoder))


def document_of(figures):
    """The words of a pack for the steering group, as it was issued."""
    dated = figures | {
        "as_of": date.fromisoformat(figures["as_of"]),
        "period": {edge: date.fromisoformat(day) for edge, day in figures["period"].items()},
    }
    names = figures["names"]
    return story(dated, scheme=names["scheme"], agencies=names["agencies"], settings=figures["settings"])


def pdf_of(figures, *, number, at):
    """The PDF of a pack for the steering group, `number` 0 if it is not issued. Two to four seconds of work.

    Raises PdfUnavailable.
    """
    context = {
        "document": document_of(figures),
        "number": number,
        "made_at": at,
        "limit": figures["settings"][LIMIT],
        "shown": shown,
    }
    return pdf_from_template("pdf/performance.html", context)


def xlsx_of(figures, *, at):
    """The workbook of a pack for the steering group."""
    return workbook_of(document_of(figures), made_at=timezone.localtime(at).replace(microsecond=0))

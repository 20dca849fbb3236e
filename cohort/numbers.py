"""The numbers of meetings: one series a scheme, for panels here and for the conferences of the floor above.

Files of the interchange call both conferences and tell them apart by number. Whoever keeps meetings registers where.
"""

from django.db.models import Max

from cohort.models import Panel

SOURCES = []


def source(function):
    """Register a function: scheme -> the highest number it has given, or None."""
    SOURCES.append(function)
    return function


def next_number(scheme):
    """The next free number. The caller holds the scheme's row, so that numbers are given one at a time."""
    return max(function(scheme) or 0 for function in SOURCES) + 1


@source
def panels(scheme):
    return Panel.objects.filter(scheme=scheme).aggregate(last=Max("number"))["last"]

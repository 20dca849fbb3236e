"""Where the numbers of conferences are kept, for the one series that panels and conferences share."""

from django.db.models import Max

from cohort import numbers
from reviews.models import Meeting


@numbers.source
def conferences(scheme):
    """The highest number a conference of the scheme has, None without any."""
    return Meeting.objects.filter(scheme=scheme).aggregate(last=Max("number"))["last"]

import csv
import io
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now

from casework import snapshot, trail
from casework.forms.trail import SentFilterForm
from sharing import ledger
from sharing.dates import clock, day, listed, short_day
from sharing.gate import READING, requires
from sharing.models import Agency
from sharing.permissions import Permission

A_PAGE = 50
MOST_ROWS = 5_000
PURPOSE = "lawfulness"  # of the four uses that the law allows of the log: to check that what was done was lawful
HEAD = (
    "When",
    "How",
    "Who",
    "Agency",
    "To",
    "What kind of information",
    "Why it could be",
    "Reason",
    "Until",
    "Number",
)


@requires(Permission.SHARING_SEE, methods=READING)
def look_list(request, key):
    """Who has looked at the record of one person."""
    reader = trail.reader_of(request.viewer, key)
    ledger.say(purpose=PURPOSE)
    page = trail.paged(reader, reader.looks(), request.GET.get("page"), A_PAGE)
    found = {"reader": reader, "page": reader.page, "pages": page, "lines": trail.told(reader, page)}
    return render(request, "casework/look_list.html", found)


@requires(Permission.SHARING_SEE, methods=READING)
def sent_list(request, key):
    """What was shared about one person: when, how, with whom, on which ground."""
    reader = trail.reader_of(request.viewer, key)
    ledger.say(purpose=PURPOSE)
    form, rows = _filtered(request, reader)
    page = trail.paged(reader, rows, request.GET.get("page"), A_PAGE)
    asked = urlencode({name: value for name, value in request.GET.items() if name != "page" and value})
    found = {"reader": reader, "page": reader.page, "pages": page, "lines": trail.told(reader, page), "form": form}
    found["address"] = reverse("sent_list", args=[key]) + (f"?{asked}" if asked else "")
    found["download"] = reverse("sent_download", args=[key]) + (f"?{asked}" if asked else "")
    return render(request, "casework/sent_list.html", found)


@requires(Permission.SHARING_SEE, methods=READING)
def sent_detail(request, key, number):
    """Exactly what one line of the log sent, as it was then."""
    reader = trail.reader_of(request.viewer, key)
    ledger.say(purpose=PURPOSE)
    found = trail.fetched(reader, reader.sent().filter(pk=number), 1)
    if not found:
        raise Http404
    (entry,) = found
    (line,) = trail.told(reader, [entry])
    found = {"reader": reader, "page": reader.page, "line": line, "items": snapshot.items(reader, entry)}
    return render(request, "casework/sent_detail.html", found)


@requires(Permission.SHARING_SEE, methods=READING)
def sent_download(request, key):
    """The log as a file, under the same filter. Its first row says how it is to be handled and whose copy it is."""
    reader, at = trail.reader_of(request.viewer, key), now()
    _, rows = _filtered(request, reader)
    lines = trail.told(reader, trail.fetched(reader, rows, MOST_ROWS))
    ledger.say(purpose=PURPOSE, lines=len(lines), copy="csv")
    text = io.StringIO()
    writer = csv.writer(text)
    whose = f"for {request.viewer.user.name}, {request.viewer.agency.name}, {short_day(at)} {clock(at)}"
    writer.writerow([f"OFFICIAL-SENSITIVE. What was shared about {reader.person.ref}: {whose}. Destroy after use."])
    writer.writerow(HEAD)
    writer.writerows([plain(cell) for cell in cells(line)] for line in lines)
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="official-sensitive-shared.csv"'
    return answer


def cells(line):
    return (
        f"{day(line.at)} {clock(line.at)}", line.how, line.who, line.agency, listed(line.to), listed(line.categories),
        listed(line.why), line.reason, day(line.until) if line.until else "", line.number,
    )  # fmt: skip


def plain(cell):
    """No spreadsheet takes it for a formula."""
    return f"'{cell}" if str(cell)[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _filtered(request, reader):
    agencies = Agency.objects.filter(pk__in=reader.agencies)
    form = SentFilterForm(request.GET or None, agencies=agencies)
    return form, trail.chosen(reader.sent(), form.cleaned_data if form.is_valid() else {})

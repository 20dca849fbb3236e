"""What tests of pages ask again and again: who gets which answer, what the ledger says, how many statements it takes."""

import html
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharing.models import LedgerEntry

# The statements of every page, whoever looks: session, user, viewer, ledger.
OF_EVERY_PAGE = 4


def words(response):
    """The text of the page's main part, as one line."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    text = re.sub(r"<(svg|option)\b.*?</\1>", " ", main.group(0), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def statements(visitor, address):
    """How many statements a GET of the address takes; savepoints of the test's own transaction are not counted.

    The page before it renewed the session, which happens once a minute.
    """
    visitor.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get(address)
    assert response.status_code == 200, response.status_code
    return len([query for query in queries if "SAVEPOINT" not in query["sql"]])


def line(event):
    """The one ledger line of this event."""
    return LedgerEntry.objects.get(event=event)

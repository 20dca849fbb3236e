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
    """How many statements a GET of the address takes, without the savepoints of the test's own transaction.

    Renewing the session, once a minute, is not counted either: on a slow day it would fall on any page.
    """
    visitor.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get(address)
    assert response.status_code == 200, response.status_code
    told = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    return len([text for text in told if not text.startswith('UPDATE "django_session"')])


def line(event):
    """The one ledger line of this event."""
    return LedgerEntry.objects.get(event=event)

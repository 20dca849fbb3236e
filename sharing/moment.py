"""The one clock of every decision, asked by changes that open or close a door now."""

from django.db import connection


def moment_of_transaction():
    """What the walls take for now: the start of the transaction by the database's clock, aware, in UTC.

    The clock of the web server may be a second ahead: what begins by it would not have begun on the very next page.
    """
    with connection.cursor() as cursor:
        cursor.execute("select sharing_moment()")
        return cursor.fetchone()[0]

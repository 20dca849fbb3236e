"""Print the SQL a database administrator runs once, or check that it was run."""

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ppo import database


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--print", action="store_true", dest="show", help="print the SQL for psql and do nothing")
        parser.add_argument("--name", default="ppo", help="name of the database in the SQL")

    def handle(self, *, show, name, **options):
        if show:
            self.stdout.write(database.script(name))
            return
        try:
            with connection.cursor() as cursor:
                problems = database.problems(cursor)
        except psycopg.OperationalError as refused:
            raise CommandError(f"The database does not answer: {refused}") from None
        if problems:
            raise CommandError(" ".join(problems))
        self.stdout.write("The roles are as they should be.")

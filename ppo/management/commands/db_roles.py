"""Print the SQL a database administrator runs once, run it, or check that it was run."""

import os
from urllib.parse import unquote, urlsplit

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from ppo import database


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--print", action="store_true", dest="show", help="print the SQL for psql and do nothing")
        what.add_argument("--make", action="store_true", help="run it as the administrator of ADMIN_DATABASE_URL")
        parser.add_argument("--name", default="ppo", help="name of the database")

    def handle(self, *, show, make, name, **options):
        try:
            if show:
                self.stdout.write(database.script(name))
            elif make:
                self.make(name)
            else:
                self.look()
        except psycopg.OperationalError as refused:
            raise CommandError(f"The database does not answer: {refused}") from None

    def make(self, name):
        if not os.environ.get("ADMIN_DATABASE_URL"):
            raise CommandError("Set ADMIN_DATABASE_URL to the address of an administrator: see .env.example.")
        address = conninfo_to_dict(os.environ["ADMIN_DATABASE_URL"])
        address.pop("dbname", None)
        database.prepare(address, name)
        names = (
            "DATABASE_URL",
            "OWNER_DATABASE_URL",
            "WORKER_DATABASE_URL",
            "SEALER_DATABASE_URL",
            "VERIFIER_DATABASE_URL",
        )
        urls = [urlsplit(getattr(settings, name)) for name in names]
        roles = {unquote(url.username or ""): unquote(url.password or "") for url in urls}
        database.set_passwords({**address, "dbname": name}, roles)
        self.stdout.write("Roles and database are there.")

    def look(self):
        with connection.cursor() as cursor:
            problems = database.problems(cursor)
        if problems:
            raise CommandError(" ".join(problems))
        self.stdout.write("The roles are as they should be.")

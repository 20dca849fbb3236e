"""Load the demo scheme where it is missing, and name its accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from ppo.demo import loading


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demo is made only without a DATABASE_URL or with DEMO=1.")
        try:
            loading.load(today=localdate())
        except loading.DemoRefused as problem:
            raise CommandError(f"The demo scheme has problems: {problem}") from None
        accounts = loading.accounts()
        width = max(len(email) for email, _, _ in accounts)
        for email, work, agency in accounts:
            self.stdout.write(f"  {email:<{width}}  {work}, {agency}")
        self.stdout.write(f"\n  Password of all: {loading.PASSWORD} (no second factor: in the demo only)")

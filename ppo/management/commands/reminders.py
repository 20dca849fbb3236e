"""Which reminders are due, and to whom; with --send they go out, each once."""

from django.utils import timezone

from ppo.management.answering import AnsweringCommand
from reviews.changes.reminder import reminders_send
from reviews.reminders import due_items


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--send", action="store_true", help="send them, and answer with what this call sent")

    def answer(self, *, scheme, as_of, send, **options):
        items = (
            reminders_send(scheme=scheme, today=as_of, at=timezone.now()) if send else due_items(scheme, today=as_of)
        )
        return [
            {
                "kind": str(item.kind),
                "ref": item.ref,
                "to": item.to.email,
                "due_on": item.due_on,
                "stage": str(item.reached.stage),
                "days": item.reached.days,
            }
            for item in items
        ]

    def say(self, found):
        for row in found:
            self.stdout.write(f"{row['kind']:10} {row['ref']:12} {row['stage']:10} due {row['due_on']}  to {row['to']}")
        self.stdout.write(f"{len(found)} reminders")

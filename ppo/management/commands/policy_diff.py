"""Compare reference model, decision, querysets and row-level security on random worlds; everything is rolled back.

Connects as the owner of the tables: it moves the policies' clock inside its own transaction, then becomes the application
role. Exit code 1 when the sides disagree.
"""

import json

from django.core.management.base import BaseCommand

from ppo.policy_diff import compare


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--worlds", type=int, default=100, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, worlds, seed, format, **options):
        tally = compare.run(count=worlds, seed=seed)
        answer = {
            "worlds": tally.worlds,
            "cells": tally.cells,
            "allowed": tally.allowed,
            "disagreements": len(tally.disagreements),
        }
        if format == "json":
            self.stdout.write(json.dumps(answer))
        else:
            self.stdout.write(", ".join(f"{number:,} {name}" for name, number in answer.items()))
        for disagreement in tally.disagreements[:20]:
            self.stderr.write(str(disagreement))
        if tally.disagreements:
            raise SystemExit(1)

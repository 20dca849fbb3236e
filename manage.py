#!/usr/bin/env python
"""Run a command of the product: `python manage.py help` lists them."""

import errno
import os
import sys

from ppo.embedded import ServiceFailed, command


def main(arguments):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppo.settings")
    if command.takes_owner(arguments):
        os.environ["PPO_AS_OWNER"] = "1"
    var = os.environ.get("PPO_VAR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "var")
    with command.services_for(arguments, var):
        from django.core.management import execute_from_command_line

        execute_from_command_line(arguments)


if __name__ == "__main__":
    try:
        main(sys.argv)
    except (ServiceFailed, TimeoutError) as problem:
        sys.exit(str(problem))
    except Exception as problem:
        if os.strerror(errno.ENOSPC) not in str(problem):  # whoever says it, PostgreSQL or the system
            raise
        sys.exit("The disk is full: make room and try again.")

"""Log lines without personal data: names of things and random keys may appear, values of rows may not."""

import logging
import re
import time

# PostgreSQL repeats the offending row in its error: the constraint's name is enough to find the fault.
ROW_VALUES = re.compile(r"^(?P<what>\s*(?:DETAIL|CONTEXT|HINT)):.*$", re.MULTILINE)
QUERY = re.compile(r"\?[^\s\"']+")  # what was searched for, in an address


def without_values(text):
    return QUERY.sub("?…", ROW_VALUES.sub(r"\g<what>: (left out)", text))


class WithoutPersonalData(logging.Formatter):
    """One line an event, in UTC, with what the database quotes of a row left out, tracebacks included."""

    converter = time.gmtime

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")

    def format(self, record):
        return without_values(super().format(record))


def logging_to_console(level):
    """Settings of `logging`: everything from `level` up goes to standard error, in that form."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": WithoutPersonalData}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "weasyprint.progress": {"level": "WARNING"},
        },
    }

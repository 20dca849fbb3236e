"""The record of processing is what the register says, no more and no less."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ppo.management.commands import ropa
from ppo.rights import processing, register


def test_the_committed_record_is_the_one_made(capsys):
    """After a change to the register: `manage.py ropa --write`."""
    call_command("ropa", check=True)
    out = StringIO()
    call_command("ropa", stdout=out)
    assert out.getvalue() == ropa.FILE.read_text(encoding="utf-8")


def test_another_one_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(ropa, "FILE", tmp_path / "record.md")
    call_command("ropa", write=True)
    call_command("ropa", check=True)
    ropa.FILE.write_text("Nothing", encoding="utf-8")
    with pytest.raises(CommandError, match="--write"):
        call_command("ropa", check=True)


def test_every_table_about_somebody_is_in_it():
    there = {one.label for one in processing.kept()}
    for label, row in register.fields().items():
        joins = {"person", "owner"}
        about = set((row["person"] + " " + row["sensitive"]).split()) - joins
        never = register.kinds()[label].never
        told = {name for name in about if never.get(name) != "inside"}
        if told and row["retention"] != "compiled":
            assert label in there, label


def test_no_line_is_without_who_and_how_long():
    for one in processing.kept():
        assert one.access, one.label
        assert one.retention, one.label
        assert one.person or one.sensitive or one.staff, one.label

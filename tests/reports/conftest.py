"""A scheme with forty people, and the people who read and make its packs."""

import io
from types import SimpleNamespace

import pikepdf
import pytest

from reports import changes
from sharing.looking import looking_as_system
from sharing.models import Agency, Capacity, User
from sharing.permissions import Role
from tests.reports.stored import Store
from tests.reports.workbook import WAKEFIELD, sheets_of


@pytest.fixture
def wakefield(db):
    """The Wakefield scheme in the tables, with one user of each role that meets packs, all at the first agency."""
    with looking_as_system():
        stored = Store(sheets_of(WAKEFIELD), "WK")
        agency = Agency.objects.get(scheme=stored.scheme, code="CSP")
        users = {}
        for role in (Role.STEERING, Role.ANALYST, Role.COORDINATOR, Role.PRACTITIONER):
            user = User.objects.create(email=f"{role}@wakefield.example", name=f"The {role.label}")
            Capacity.objects.create(user=user, agency=agency, role=role)
            users[role.value] = user
    return SimpleNamespace(scheme=stored.scheme, sheets=stored.sheets, **users)


@pytest.fixture
def quick_pdf(monkeypatch):
    """A page instead of a pack, where the paper is not what is tested."""
    blank, file = pikepdf.new(), io.BytesIO()
    blank.add_blank_page()
    blank.save(file)
    monkeypatch.setattr(changes, "pdf_of", lambda figures, *, number, at: file.getvalue())

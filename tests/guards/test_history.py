"""History: every table that changes write keeps every version of its rows, append-only, out of reach of the application."""

import pytest
from django.apps import apps
from django.db import connection

from tests.guards import house

# model: why its rows need no history of their own
WITHOUT = {
    "casework.KnownSpelling": "compiled from names, about nobody",
    "casework.KnownWord": "compiled from names, about nobody",
    "cohort.Nomination": "sent once and withdrawn at most once; the ledger holds both acts",
    "cohort.NominationCaution": "written once, with its nomination",
    "cohort.NominationSuggestion": "closed once, by a person; the ledger holds the act",
    "cohort.LeavingProposal": "raised once and answered once; the ledger holds both acts",
    "cohort.LetterWording": "never changed: new words are a new row",
    "cohort.Transfer": "offered once and answered once, each in columns of its own; the ledger holds the acts",
    "cohort.Proposal": "made once, never changed",
    "cohort.RunScore": "kept as scored, never changed",
    "cohort.SelectionRun": "kept as made, never changed",
    "cohort.UnplacedNomination": "closed once, by a person; the ledger holds the act",
    "casework.OffendingSummary": "compiled from offences",
    "casework.SearchAlias": "compiled from names",
    "casework.SearchAliasPair": "compiled from names",
    "casework.SearchName": "compiled from names",
    "casework.SearchNamePair": "compiled from names",
    "sharing.AgreementDocument": "added, never changed",
    "sharing.Answer": "given once; until then it says nothing",
    "sharing.Disclosure": "made once, ended early at most once; the ledger holds both",
    "sharing.ConsentWording": "never changed: new words are a new row",
    "sharing.Emergency": "opened, ended and reviewed once each; the ledger holds the acts",
    "sharing.Exclusion": "set and ended once; the ledger holds the acts",
    "sharing.Holding": "compiled by triggers",
    "sharing.Job": "the queue's memory",
    "sharing.LedgerCheckpoint": "append-only itself",
    "sharing.LedgerEntry": "append-only itself",
    "sharing.Link": "derived from dated records, which have their history",
    "sharing.ListRow": "compiled by triggers",
    "sharing.Mail": "the queue's memory",
    "sharing.NamedLink": "made and ended by the keeper's functions, whose ledger lines say so",
    "sharing.Notice": "made once; the only change is that it was read",
    "sharing.Part": "the queue's memory",
    "sharing.RequestQuestion": "asked once and answered once; the ledger holds both acts",
    "sharing.Question": "asked once and closed once, each in columns of its own; the ledger holds the acts",
    "sharing.RulePack": "compiled by triggers",
    "sharing.LawfulPair": "shipped with the product, changed by migrations alone",
    "sharing.SentForm": "passing: the one-time ids of forms",
    "sharing.Signature": "added, never changed",
    "sharing.User": "sign-in times and passwords do not belong in a history; capacities have theirs",
    "reports.DataReturn": "kept as issued, never changed",
    "reports.IssuedPack": "kept as issued, never changed",
    "reviews.ConferencePack": "kept as issued, never changed",
    "reviews.Reminder": "made once, when it went out",
    "reviews.ReminderRound": "one mark of the clock for each scheme",
}


def histories():
    return {model.pgh_tracked_model: model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}


def test_every_table_has_a_history_or_a_reason():
    without = {model._meta.label for model in house.models() if model not in histories()}
    assert without == set(WITHOUT)


def test_a_version_holds_every_column_of_its_row():
    for model, version in histories().items():
        stored = {field.attname for field in model._meta.local_concrete_fields}
        kept = {field.attname for field in version._meta.local_concrete_fields}
        assert stored <= kept, f"{version._meta.label} lacks {stored - kept}"


def test_triggers_write_every_version(db):
    """One trigger each for insert, update and delete: nothing in Python can forget them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid"
            " where not t.tgisinternal and t.tgenabled = 'O' and t.tgname ~ '^pgtrigger_(insert|update|delete)_'"
            " group by 1"
        )
        found = dict(cursor.fetchall())
    assert {model._meta.db_table for model in histories()} == {table for table, number in found.items() if number == 3}


@pytest.mark.parametrize("privilege", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_application_cannot_change_what_was(db, privilege):
    tables = [version._meta.db_table for version in histories().values()]
    tables += ["sharing_ledgerentry", "sharing_ledgercheckpoint"]
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, has_table_privilege('ppo_app', oid, %s) from pg_class where relname = any(%s)",
            [privilege, tables],
        )
        assert dict(cursor.fetchall()) == dict.fromkeys(tables, False)


def test_a_change_leaves_a_version_with_the_number_of_its_transaction(world):
    history = histories()[type(world.action)]
    before = history.objects.filter(pgh_obj=world.action.pk).count()
    type(world.action).objects.filter(pk=world.action.pk).update(target_on=world.today)

    versions = history.objects.filter(pgh_obj=world.action.pk).order_by("-pgh_id")
    assert versions.count() == before + 1
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text::bigint")
        assert versions[0].pgh_transaction == cursor.fetchone()[0]

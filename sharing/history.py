"""Field history: database triggers copy each version of a row; the copy carries the transaction that made it.

The ledger line of a change has the same transaction number, so history needs no context of its own and cannot be
switched off from Python.
"""

import pghistory
import pghistory.models
import pgtrigger.migrations
from django.apps import apps
from django.db import models


class TransactionId(models.Func):
    """Number of the running transaction, as the ledger stores it."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = models.BigIntegerField()


class Version(pghistory.models.Event):
    """Base of every history table."""

    pgh_transaction = models.BigIntegerField(db_default=TransactionId(), editable=False)

    class Meta:
        abstract = True


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """In a migration: as pgtrigger's own, but without drawing all related models anew for each of many triggers.

    A trigger changes no field, and the drawing was half the time of a fresh database.
    """

    def state_forwards(self, app_label, state):
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]


def tracked(model):
    """Keep every version of the model's rows, append-only."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        base_model=Version,
        context_field=None,
        append_only=True,
    )(model)


def version_before(model, pk, version):
    """The row of `model` as it was before it reached `version`, from its history; None for the first.

    Of a detail, whose history has gaps where only its record changed, the latest that is older.
    """
    history = model.pgh_event_model.objects.filter(pgh_obj_id=pk, version__lt=version)
    return history.order_by("-version", "-pgh_id").first()


def last_saved(row):
    """(name of the user, moment) of the change that made the row's present version; the name is empty for a command."""
    saved = type(row).pgh_event_model.objects.filter(pgh_obj_id=row.pk).order_by("-pgh_id").first()
    doer = models.Func(saved.pgh_transaction, function="sharing_ledger_doer")  # lines of others are not ours to read
    user = apps.get_model("sharing.User").objects.filter(pk=doer).first()
    return (user.name if user else "Somebody"), saved.pgh_created_at

"""What an agreement's own rows say of the ledger: by their transaction its lines are found, without an index of subjects."""

from pathlib import Path

from django.db import migrations, models

from sharing.history import TransactionId


def transaction():
    return models.BigIntegerField(db_default=TransactionId(), editable=False)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0018_cheaper_walls")]

    operations = [
        migrations.AddField("signature", "transaction", transaction()),
        migrations.AddField("agreementdocument", "transaction", transaction()),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
        migrations.RemoveIndex("ledgerentry", "ledger_agreement"),
    ]

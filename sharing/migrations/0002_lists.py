from pathlib import Path

from django.conf import settings
from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text()


def keep_key(apps, schema_editor):
    """The pads of the key that signs viewers: what SQL needs to check a signature, and nobody but the keeper reads."""
    key = settings.VIEWER_KEY.ljust(64, b"\0")
    pads = [bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C)]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("insert into sharing_key (id, inner_pad, outer_pad) values (1, %s, %s)", pads)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("casework", "0002_initial")]

    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        migrations.RunPython(keep_key, migrations.RunPython.noop),
    ]

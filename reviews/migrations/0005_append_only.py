from django.db import migrations

from sharing import walls


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_packs_and_reminder_rounds")]

    operations = [
        walls.append_only("reviews_meetingversion", "reviews_attendanceversion"),
    ]

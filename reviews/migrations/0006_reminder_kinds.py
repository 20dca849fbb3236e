from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_append_only")]

    operations = [
        migrations.AlterField(
            "reminder",
            "kind",
            models.CharField(
                choices=[
                    ("review", "Review"),
                    ("action", "Action"),
                    ("agreement", "Agreement"),
                    ("referral", "Referral"),
                    ("consent", "Consent"),
                    ("emergency", "Emergency access"),
                ],
                max_length=40,
            ),
        ),
    ]

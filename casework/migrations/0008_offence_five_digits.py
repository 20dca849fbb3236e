from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0007_walls_of_search"),
        ("sharing", "0008_lawful_basis"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="offence",
            index=models.Index(
                condition=models.Q(("offence_code__regex", "^[0-9]{5}$")), fields=["person"], name="offence_five_digits"
            ),
        ),
    ]

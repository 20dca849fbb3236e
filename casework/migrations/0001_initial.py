import django.db.models.functions.text
import sharing.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("ref", models.CharField(max_length=40)),
                ("family_name", models.CharField(default="", max_length=200)),
                ("given_names", models.CharField(blank=True, default="", max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "sort_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Concat("family_name", models.Value(", "), "given_names"),
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                ("status", models.CharField(blank=True, default="", max_length=40)),
                ("area", models.CharField(blank=True, default="", max_length=200)),
                ("next_review_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "people",
                "permissions": [("work_with", "Works with this person although the agency does not")],
            },
        ),
    ]

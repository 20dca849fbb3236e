"""The compiled rows: who is connected to whom and how, kept by triggers, read by querysets and by row security."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Moment(models.Func):
    """now() of the transaction, the one clock of every policy. Django's Now() is the statement's, a different moment."""

    function = "sharing_moment"
    output_field = models.DateTimeField()


class ListRowQuerySet(models.QuerySet):
    def at_moment(self):
        """Rows whose period holds at this moment."""
        return self.filter(starts_at__lte=Moment(), ends_at__gt=Moment())

    def live(self, viewer):
        """Rows whose period holds at this moment, people excluded from this user left out."""
        return self.at_moment().filter(Q(denied__isnull=True) | ~Q(denied__contains=[viewer.user_id]))

    def live_for(self, viewer):
        """The viewer's rows in every audience, for probing by person. Never sort these: it would be a sort of everybody."""
        return self.filter(audience__in=viewer.audiences).live(viewer)

    def list_for(self, viewer):
        """The people list: one index walk. Order by next_review_on or sort_name, then person; show these columns only."""
        return self.filter(audience=viewer.main_audience).live(viewer)

    def beside_list_for(self, viewer):
        """People open to this user alone, in an emergency or by name, whom the list of the agency does not have: a few."""
        alone = [audience for audience in viewer.audiences[1:] if audience == viewer.capacity_id * 4 + 2]
        listed = ListRow.objects.list_for(viewer).filter(person_id=models.OuterRef("person_id"))
        return self.filter(~models.Exists(listed), audience__in=alone).live(viewer)


class ListRow(models.Model):
    """What holds between one audience and one person in one period; at most one row of a pair is live.

    Audience: agency*4+1, capacity*4+2, or agency*4+3 for "everyone of the scheme, as seen from this agency".
    """

    pk = models.CompositePrimaryKey("person_id", "audience", "starts_at")
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="list_rows")
    audience = models.BigIntegerField()
    agency_id = models.BigIntegerField()  # whose rules and whose own records
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    works = models.BooleanField()  # rules apply
    own = models.BooleanField()  # the agency's own records
    full_of = models.IntegerField()  # a bit for each category open in full, whoever owns it: an emergency
    consents = models.IntegerField()  # a bit for each category with live consent towards the agency
    consented_on = models.JSONField(default=dict)
    disclosed = ArrayField(models.BigIntegerField(), null=True)
    disclosed_on = models.JSONField(default=dict)
    emergency_at = models.JSONField(default=dict)  # category: when the first emergency that opens it began
    denied = ArrayField(models.BigIntegerField(), null=True)  # users for whom this person is not there
    # What lists sort and filter by, copied from the person.
    sort_name = models.TextField()
    status = models.CharField(max_length=40)
    area = models.TextField()
    next_review_on = models.DateField(null=True)

    objects = ListRowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["audience", "next_review_on", "person"],
                include=["area", "status", "starts_at", "ends_at", "denied"],
                name="listrow_review",
            ),
            models.Index(
                fields=["audience", "sort_name", "person"],
                include=["starts_at", "ends_at", "denied"],
                name="listrow_name",
            ),
        ]


class RulePack(models.Model):
    """Every right of one agency in one period, with the code of the agreement each first rests on."""

    pk = models.CompositePrimaryKey("recipient_id", "starts_at")
    recipient = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    open = ArrayField(models.BigIntegerField())
    asked = ArrayField(models.BigIntegerField())
    open_by = models.JSONField()
    asked_by = models.JSONField()


class Holding(models.Model):
    """An agency owns at least one record of this category about the person."""

    pk = models.CompositePrimaryKey("person_id", "agency_id", "category")
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    category = models.SmallIntegerField()

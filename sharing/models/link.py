"""Who works with whom."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from sharing.constraints import ordered
from sharing.fields import short_text


class Period(models.Model):
    """From a moment until a moment, the latter not included; no end means open."""

    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Link(Period):
    """A fact that puts an agency on the case of a person. Derived from dated records by `sharing.links`."""

    class Reason(models.TextChoices):
        ALLOCATION = "allocation", "works with the person"
        ACTION = "action", "has an action in the plan"
        REFERRAL = "referral", "accepted a referral"
        CUSTODY = "custody", "holds the person"
        MEETING = "meeting", "is invited to a meeting about the person"

    agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40, choices=Reason)

    class Meta:
        indexes = [models.Index(fields=["person"], name="link_person")]
        constraints = [ordered("link", "starts_at", "ends_at")]


class NamedLink(UserObjectPermissionBase):
    """A person opened to one user alone, such as a volunteer mentor: the exception, with its reason and dates.

    A permission row of django-guardian on the person; the decision reads it through the list rows, never by asking
    guardian, whose answers know neither dates nor exclusions.
    """

    content_object = models.ForeignKey(
        "casework.Person", on_delete=models.CASCADE, related_name="named_links", db_column="person_id"
    )
    agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    reason = short_text(blank=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [ordered("named_link", "starts_at", "ends_at")]

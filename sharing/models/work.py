"""What has to happen later or outside: notices, mails, long jobs; and the forms that were already sent.

These rows are the queue. A worker claims one for a while (a lease), a sweep gives lapsed claims back, and Celery may
deliver anything twice without harm.
"""

from django.db import models
from django.db.models import Q

from sharing.fields import free_text, key_field, short_text


class ClaimQuerySet(models.QuerySet):
    def waiting(self, *, at):
        """Not done, and not claimed by a worker whose lease still runs."""
        return self.filter(done_at__isnull=True, failed_at__isnull=True).filter(
            Q(lease_until__isnull=True) | Q(lease_until__lte=at)
        )


class Claimed(models.Model):
    """A piece of work: waiting, claimed until `lease_until`, done or failed."""

    made_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = free_text()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_done_or_failed", condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True)
            )
        ]
        indexes = [
            models.Index(
                fields=["made_at"],
                name="%(class)s_waiting",
                condition=Q(done_at__isnull=True, failed_at__isnull=True),
            )
        ]


class Notice(models.Model):
    """Something a user should know, shown in the page. Says nothing about a person; the link leads through the policy."""

    key = key_field()
    capacity = models.ForeignKey("sharing.Capacity", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    once = models.CharField(max_length=200, unique=True)  # the same notice is never made twice
    text = short_text(blank=False)
    address = short_text()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]


class Mail(Claimed):
    """One mail to one user. Handed to SMTP at least once, always with the same Message-ID."""

    key = key_field()
    user = models.ForeignKey("sharing.User", on_delete=models.CASCADE, related_name="mails")
    once = models.CharField(max_length=200, unique=True)
    subject = short_text(blank=False)
    body = free_text()

    @property
    def message_id(self):
        return f"<{self.key}@ppo.invalid>"


class Job(Claimed):
    """Long work with progress, `done_parts` of `parts`. The app that knows the kind carries the parts out."""

    key = key_field()
    kind = models.CharField(max_length=40)
    capacity = models.ForeignKey("sharing.Capacity", null=True, on_delete=models.CASCADE, related_name="jobs")
    facts = models.JSONField(default=dict)
    parts = models.PositiveIntegerField(default=0)
    done_parts = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta(Claimed.Meta):
        constraints = [
            *Claimed.Meta.constraints,
            models.CheckConstraint(name="job_done_parts", condition=Q(done_parts__lte=models.F("parts"))),
        ]


class Part(Claimed):
    """One part of a job, for one recipient or the job's own: what a worker claims and carries out in one transaction."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="part_set")
    capacity = models.ForeignKey("sharing.Capacity", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta(Claimed.Meta):
        constraints = [
            *Claimed.Meta.constraints,
            models.UniqueConstraint(fields=["job", "capacity"], name="part_once", nulls_distinct=False),
        ]


class SentForm(models.Model):
    """The one-time id of a form that was sent, so that a double click or a retry has one effect."""

    form_id = models.CharField(max_length=40)
    user = models.ForeignKey("sharing.User", on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()
    location = short_text()  # where the first sending led

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form_id"], name="form_sent_once")]

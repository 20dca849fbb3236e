"""Requests of people to see what is held about them, what each agency answers, and what it keeps back and why."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sharing.constraints import between, filled_iff, ordered, together
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked


class SubjectRequestQuerySet(models.QuerySet):
    def readable_by(self, viewer):
        """Requests of the viewer's scheme. Whether somebody may run them at all is a permission, not asked here."""
        return self.filter(scheme=viewer.scheme_id)

    def open(self):
        return self.filter(outcome="")

    def for_list(self):
        return self.select_related("scheme").prefetch_related("questions").order_by("received_on", "pk")


@tracked
class SubjectRequest(models.Model):
    """One request. `person` is empty where nobody of the scheme was found, which is not told apart on any paper."""

    class Channel(models.TextChoices):
        LETTER = "letter", "By letter"
        EMAIL = "email", "By e-mail"
        IN_PERSON = "in_person", "In person or by phone"
        SOLICITOR = "solicitor", "Through somebody acting for them"

    class Identity(models.TextChoices):
        KNOWN = "known", "We know who it is"
        ASKED = "asked", "Proof was asked for"
        PROVED = "proved", "Proved"

    class Outcome(models.TextChoices):
        GIVEN = "given", "Given"
        NOTHING = "nothing", "Nothing to give"
        NOT_PROVED = "not_proved", "Identity never proved"
        WITHDRAWN = "withdrawn", "Withdrawn"

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="subject_requests")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(
        "casework.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="subject_requests"
    )
    name = short_text(blank=False)  # as written on the request
    address = free_text()  # where the answer goes
    asked_for = free_text()  # in the person's own words, where they asked for less than everything
    channel = models.CharField(max_length=40, choices=Channel)
    received_on = models.DateField()
    taken_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    identity = models.CharField(max_length=40, choices=Identity)
    identity_asked_on = models.DateField(null=True, blank=True)
    identity_proved_on = models.DateField(null=True, blank=True)
    identity_proof = short_text()  # what was shown; never a copy of it
    searched_on = models.DateField(null=True, blank=True)
    extended_on = models.DateField(null=True, blank=True)
    extension_reason = free_text()
    outcome = models.CharField(max_length=40, choices=Outcome, blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SubjectRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="subject_request_number_once"),
            between("subject_request", "number", 1),
            filled_iff("subject_request", "answered_on", ~Q(outcome="")),
            filled_iff("subject_request", "identity_proved_on", Q(identity="proved")),
            ordered("subject_request", "identity_asked_on", "identity_proved_on"),
            ordered("subject_request", "received_on", "answered_on"),
            models.CheckConstraint(
                name="subject_request_extended_for_a_reason",
                condition=Q(extended_on__isnull=True, extension_reason="")
                | (Q(extended_on__isnull=False) & ~Q(extension_reason="")),
            ),
            models.CheckConstraint(
                name="subject_request_given_to_somebody", condition=~Q(outcome="given") | Q(person__isnull=False)
            ),
        ]

    def __str__(self):
        return f"Request {self.number}"

    @property
    def reference(self):
        return f"{self.scheme.code}/SAR/{self.number}"

    def get_absolute_url(self):
        return f"/rights/requests/{self.key}/"


class RequestQuestion(models.Model):
    """What the person was asked so that the request could be understood: its days do not count."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.CASCADE, related_name="questions")
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    question = free_text(blank=False)

    class Meta:
        constraints = [
            ordered("request_question", "asked_on", "answered_on"),
            models.UniqueConstraint(
                fields=["request"], name="request_question_one_open", condition=Q(answered_on__isnull=True)
            ),
        ]
        ordering = ["asked_on", "pk"]

    def __str__(self):
        return f"Question of {self.asked_on}"


class RequestPartQuerySet(models.QuerySet):
    def of_agency(self, viewer):
        """The parts that the viewer's own agency answers."""
        return self.filter(agency=viewer.agency_id)

    def for_list(self):
        return self.select_related("request__scheme", "agency", "person").order_by("request__received_on", "pk")


@tracked
class RequestPart(models.Model):
    """What one agency answers to one request. Others see how far it is, never what is in it."""

    class Regime(models.TextChoices):
        PART3 = "part3", "Data Protection Act 2018, Part 3"
        GDPR = "gdpr", "UK GDPR"

    key = key_field()
    request = models.ForeignKey(SubjectRequest, on_delete=models.CASCADE, related_name="parts")
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")
    regime = models.CharField(max_length=40, choices=Regime)
    items = models.PositiveIntegerField(default=0)
    given = models.PositiveIntegerField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pdf_file = models.CharField(max_length=200, blank=True, default="")
    json_file = models.CharField(max_length=200, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")  # of the PDF
    handed_on = models.DateField(null=True, blank=True)
    handed_how = short_text()
    version = models.PositiveIntegerField(default=1)

    objects = RequestPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "agency"], name="request_part_once"),
            together("request_part", "released_at", "released_by"),
            together("request_part", "given", "released_at"),
            models.CheckConstraint(
                name="request_part_handed_after_release",
                condition=Q(handed_on__isnull=True) | Q(released_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Part of {self.agency_id}"

    def get_absolute_url(self):
        return f"/rights/parts/{self.key}/"


@tracked
class ItemDecision(models.Model):
    """One item of one part that somebody decided about by itself: given, given without some lines, or kept back."""

    class Decision(models.TextChoices):
        GIVE = "give", "Give all of it"
        PART = "part", "Give it without some lines"
        WITHHOLD = "withhold", "Keep all of it back"

    part = models.ForeignKey(RequestPart, on_delete=models.CASCADE, related_name="decisions")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=100)  # "casework.intelligence:412"
    decision = models.CharField(max_length=40, choices=Decision)
    lines = ArrayField(models.CharField(max_length=60), default=list, blank=True)  # kept back, where not all of it is
    ground = models.CharField(max_length=40, blank=True, default="")
    reason = free_text()
    prejudice = free_text()  # what would happen, to whom, how likely
    told = models.BooleanField(default=True)  # whether the person learns that something is kept back
    review_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "item"], name="item_decision_once"),
            models.CheckConstraint(
                name="item_decision_kept_back_for_a_reason",
                condition=Q(decision="give", ground="", lines=[], review_on__isnull=True)
                | (~Q(decision="give") & ~Q(ground="") & ~Q(reason="") & ~Q(prejudice="") & Q(review_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="item_decision_lines_iff_part",
                condition=(Q(decision="part") & ~Q(lines=[])) | (~Q(decision="part") & Q(lines=[])),
            ),
        ]

    def __str__(self):
        return f"Decision about {self.item}"

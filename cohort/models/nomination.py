"""Nominations: what an agency said when it put somebody forward, and what the record itself suggests.

That somebody is nominated, and what became of it, is the membership. A nomination is the form: several agencies may put
the same person forward, each in its own words. Where the agency may not know that the person is there already, its form
waits unplaced until a co-ordinator has said who it is about.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cohort.models.membership import Membership
from sharing import ledger, lists
from sharing.constraints import filled_iff, ordered
from sharing.fields import free_text, key_field, short_text
from sharing.policy import Category, Reach
from sharing.querysets import PolicyQuerySet, RecordQuerySet
from sharing.records import SharedRecord, category_field


class Source(models.TextChoices):
    """What the agency rests its nomination on. Which of these, never what they say."""

    OFFENCES = "offences", "Offences or arrests"
    INTELLIGENCE = "intelligence", "Intelligence"
    DRUG_TEST = "drug_test", "Drug tests"
    CONTACTS = "contacts", "Missed appointments"
    CUSTODY = "custody", "About to leave custody"
    COMMUNITY = "community", "Complaints of residents or victims"
    OTHER = "other", "Something else"


def strands_field():
    return ArrayField(models.CharField(max_length=40, choices=Membership.Strand), default=list, blank=True)


def sources_field():
    return ArrayField(models.CharField(max_length=40, choices=Source), default=list, blank=True)


class Nomination(SharedRecord):
    """What one agency (the owner) said of one person. The panel reads it; its outcome is the membership's."""

    category = Category.IDENTITY

    # Not held by the database: the membership may be another agency's, disposed of on another day than this one.
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, db_constraint=False, related_name="nominations"
    )
    nominated_on = models.DateField()
    sent_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    reason = free_text(blank=False)
    strands = strands_field()
    sources = sources_field()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "owner"],
                condition=Q(withdrawn_on__isnull=True),
                name="nomination_once_an_agency",
            ),
            ordered("nomination", "nominated_on", "withdrawn_on"),
        ]

    def __str__(self):
        return f"Nomination of {self.nominated_on}"

    def get_absolute_url(self):
        return f"/nominations/{self.key}/"


class UnplacedNominationQuerySet(PolicyQuerySet):
    def visible_to(self, viewer):
        """Those of one's own agency; co-ordinators and chairs see their scheme's. They name nobody of the record yet."""
        if viewer.reach < Reach.AGENCY:
            return self.none()
        rows = self.filter(scheme_id=viewer.scheme_id)
        rows = rows if viewer.reach == Reach.SCHEME else rows.filter(agency_id=viewer.agency_id)
        rows._through_policy = True
        return rows

    def waiting(self):
        return self.filter(state=UnplacedNomination.State.WAITING)

    def _note(self, rows):
        ledger.note(
            "cohort.unplacednomination", people=(), ids=[row.pk for row in rows], categories={Category.IDENTITY}
        )


class UnplacedNomination(models.Model):
    """A nomination of somebody who may be there already, unknown to the agency: it waits for a co-ordinator.

    It holds what was typed and points at nobody, so that having sent it tells nothing of who is on the record.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "With the co-ordinator"
        PLACED = "placed", "Passed on"
        ANSWERED = "answered", "Answered"
        WITHDRAWN = "withdrawn", "Withdrawn"

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    nominated_on = models.DateField()
    family_name = short_text(blank=False)
    given_names = short_text()
    date_of_birth = models.DateField(null=True, blank=True)
    pnc_id = models.CharField(max_length=40, blank=True, default="")
    reason = free_text(blank=False)
    strands = strands_field()
    sources = sources_field()
    state = models.CharField(max_length=40, choices=State, default=State.WAITING)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey("sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = free_text()
    nomination = models.OneToOneField(
        Nomination, null=True, blank=True, on_delete=models.CASCADE, related_name="unplaced"
    )
    version = models.PositiveIntegerField(default=1)

    objects = UnplacedNominationQuerySet.as_manager()

    class Meta:
        constraints = [
            filled_iff("unplaced_nomination", "closed_on", ~Q(state="waiting")),
            filled_iff("unplaced_nomination", "closed_by", ~Q(state="waiting")),
            ordered("unplaced_nomination", "nominated_on", "closed_on"),
        ]
        indexes = [models.Index(fields=["scheme", "state", "nominated_on"], name="unplaced_nomination_waiting")]

    def __str__(self):
        return f"Nomination of {self.nominated_on}, to be placed"

    @property
    def full_name(self):
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def list_name(self):
        return f"{self.family_name}, {self.given_names}" if self.given_names else self.family_name

    def get_absolute_url(self):
        return f"/nominations/{self.key}/"


class CautionQuerySet(PolicyQuerySet):
    def visible_to(self, viewer):
        """The words of one's own agency, and those it let this agency read; of a person who is there for the viewer.

        Not for volunteers, who meet people by name alone.
        """
        if viewer.reach < Reach.AGENCY:
            return self.none()
        meant = Q(owner_id=viewer.agency_id) | Q(readers__contains=[viewer.agency_id])
        rows = self.filter(meant, Q(person__isnull=True) | Q(lists.There(viewer, "person_id")))
        rows._through_policy = True
        return rows

    def _note(self, rows):
        ledger.note(
            "cohort.nominationcaution",
            people={row.person_id for row in rows} - {None},
            ids=[row.pk for row in rows],
            categories={Category.INTELLIGENCE},
        )


class NominationCaution(models.Model):
    """What must not be told to others: for the owner and the agencies it named (ids), whatever agreements say.

    Silent as intelligence is: to everyone else nothing says that it was written.
    """

    category = Category.INTELLIGENCE

    person = models.ForeignKey(
        "casework.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )  # nobody while the nomination is unplaced
    owner = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    nomination = models.OneToOneField(
        Nomination, null=True, blank=True, on_delete=models.CASCADE, related_name="caution"
    )
    unplaced = models.OneToOneField(
        UnplacedNomination, null=True, blank=True, on_delete=models.CASCADE, related_name="caution"
    )
    words = free_text(blank=False)
    readers = ArrayField(models.BigIntegerField(), default=list, blank=True)

    objects = CautionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nomination_caution_of_one",
                condition=Q(nomination__isnull=False, person__isnull=False)
                | Q(nomination__isnull=True, person__isnull=True, unplaced__isnull=False),
            )
        ]

    def __str__(self):
        return f"What must not be told, {self.pk}"


class SuggestionQuerySet(RecordQuerySet):
    def waiting(self):
        """Cards that nobody has answered, of people who wait for no panel and are not on."""
        standing = Membership.objects.filter(person=models.OuterRef("person"), deselected_on__isnull=True)
        return self.filter(~models.Exists(standing), state=NominationSuggestion.State.WAITING)

    def editable_by(self, viewer):
        """Cards of what one's own agency holds; those who see the whole scheme answer any that they see."""
        rows = self.visible_to(viewer)
        return rows if viewer.reach == Reach.SCHEME else rows.filter(owner=viewer.agency_id)


class NominationSuggestion(SharedRecord):
    """The record suggests a nomination: a card that a person accepts or puts away with a reason.

    Of the category and owner of the record it rests on, so that it never tells more than that record does.
    """

    class Kind(models.TextChoices):
        POSITIVE_TEST = "positive_test", "Positive drug test"
        MISSED_TREATMENT = "missed_treatment", "Did not attend drug treatment"
        LEAVING_CUSTODY = "leaving_custody", "About to leave custody"
        FREQUENT_ARRESTS = "frequent_arrests", "Arrested often, for serious offences"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        NOMINATED = "nominated", "Nominated"
        PUT_AWAY = "put_away", "Put away"

    category = category_field()

    kind = models.CharField(max_length=40, choices=Kind)
    evidence_on = models.DateField()  # the test, the contact, the latest arrest, the release
    count = models.PositiveIntegerField(default=1)  # how many times in the months looked at
    suggested_on = models.DateField()
    state = models.CharField(max_length=40, choices=State, default=State.WAITING)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey("sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = free_text()

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "owner", "kind", "evidence_on"], name="nomination_suggestion_once"
            ),
            models.UniqueConstraint(
                fields=["person", "owner", "kind"],
                condition=Q(state="waiting"),
                name="nomination_suggestion_waits_once",
            ),
            filled_iff("nomination_suggestion", "closed_on", ~Q(state="waiting")),
            filled_iff("nomination_suggestion", "closed_by", ~Q(state="waiting")),
            ordered("nomination_suggestion", "suggested_on", "closed_on"),
            models.CheckConstraint(
                name="nomination_suggestion_put_away_for_a_reason",
                condition=(Q(state="put_away") & ~Q(reason="")) | (~Q(state="put_away") & Q(reason="")),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.evidence_on}"

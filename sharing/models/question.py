"""What one agency asks to see of a person, and what each agency that holds something answers.

Two tables, because they are two secrets: whoever asks must not learn whom the question reached (that would say who holds
something), and an agency that is asked must not learn which others are.
"""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from sharing import ledger, lists
from sharing.calendar import add_working_days
from sharing.constraints import filled_iff
from sharing.fields import free_text, key_field
from sharing.policy import Reach
from sharing.querysets import PolicyQuerySet
from sharing.records import CATEGORY_CHOICES


class Outcome(models.TextChoices):
    SHARED = "shared", "Shared"
    PART = "part", "Shared in part"
    REFUSED = "refused", "Not shared"


class WhyNot(models.TextChoices):
    """What the asker is told. None of them says who was asked, or whether there is anything of the kind."""

    NOT_NEEDED = "not_needed", "It is not needed for your part of the plan."
    NOTHING = "nothing", "There is nothing that would answer your question."
    OTHER_WAY = "other_way", "Speak to the lead worker, who can tell you what you need."
    NOT_NOW = "not_now", "It cannot be shared now. You can ask again later."
    NOT_SAID = "not_said", "It cannot be shared, and the reason cannot be given."


class QuestionQuerySet(PolicyQuerySet):
    def asked_by(self, viewer):
        """Questions of the viewer's agency about people who are there for the viewer."""
        found = self.filter(lists.There(viewer, "person_id"), agency_id=viewer.agency_id)
        found._through_policy = True
        return found if viewer.audiences else self.none()

    def _note(self, rows):
        ledger.note("sharing.question", people={row.person_id for row in rows}, ids=[row.pk for row in rows])


class Question(models.Model):
    """One agency asks to see something of a person. It waits until it is answered or withdrawn, or its day has passed.

    `of_agency` and `category` say what it is about only where the asker already sees in short that it is there. Without
    them it went to everyone who holds something that the asker may know of and does not see.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ANSWERED = "answered", "Answered"
        WITHDRAWN = "withdrawn", "Withdrawn"
        LAPSED = "lapsed", "Lapsed"

    key = key_field()
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="questions")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")  # who asks
    capacity = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    of_agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES, null=True, blank=True)
    words = free_text(blank=False)
    reason = free_text(blank=False)
    needed_until = models.DateField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=40, choices=State, default=State.WAITING)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, choices=Outcome, blank=True, default="")
    why_not = models.CharField(max_length=40, choices=WhyNot, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "of_agency", "category"],
                condition=Q(state="waiting"),
                name="question_waits_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="question_of_agency_with_category",
                condition=Q(of_agency__isnull=True, category__isnull=True)
                | Q(of_agency__isnull=False, category__isnull=False),
            ),
            filled_iff("question", "closed_at", ~Q(state="waiting")),
            models.CheckConstraint(
                name="question_outcome_iff_answered",
                condition=Q(state="answered", outcome__gt="") | (~Q(state="answered") & Q(outcome="")),
            ),
            models.CheckConstraint(
                name="question_why_not_iff_refused",
                condition=Q(outcome="refused", why_not__gt="") | (~Q(outcome="refused") & Q(why_not="")),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "asked_at"], name="question_of_agency")]

    def __str__(self):
        return f"Question of {self.asked_at:%Y-%m-%d}"

    def is_open(self, today):
        return self.state == self.State.WAITING and self.needed_until >= today

    def state_on(self, today):
        """In a word: a question nobody answered in time has lapsed, though no clock had to touch it."""
        waiting = self.state == self.State.WAITING
        return self.State.LAPSED if waiting and self.needed_until < today else self.State(self.state)

    def due_on(self, working_days):
        """The day by which it should be answered."""
        return add_working_days(localdate(self.asked_at), working_days)

    def is_late(self, today, working_days):
        return self.is_open(today) and today > self.due_on(working_days)


class AnswerQuerySet(PolicyQuerySet):
    def asked_of(self, viewer):
        """What the viewer's agency is asked, for those of it who see its own records."""
        if viewer.reach < Reach.AGENCY:
            return self.none()
        found = self.filter(lists.There(viewer, "person_id"), agency_id=viewer.agency_id)
        found._through_policy = True
        return found

    def _note(self, rows):
        people = {row.person_id for row in rows}
        ledger.note("sharing.answer", people=people, ids=[row.pk for row in rows])
        ledger.note("sharing.question", people=people, ids=[row.question_id for row in rows])  # nobody reads one alone


class Answer(models.Model):
    """One agency is asked a question: to be answered, with its outcome once it was. `note` stays within the agency."""

    key = key_field()
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")  # who is asked
    outcome = models.CharField(max_length=40, choices=Outcome, blank=True, default="")
    why_not = models.CharField(max_length=40, choices=WhyNot, blank=True, default="")
    note = free_text()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "agency"], name="answer_once_an_agency"),
            filled_iff("answer", "answered_at", ~Q(outcome="")),
            filled_iff("answer", "answered_by", ~Q(outcome="")),
            models.CheckConstraint(
                name="answer_why_not_iff_refused",
                condition=Q(outcome="refused", why_not__gt="") | (~Q(outcome="refused") & Q(why_not="")),
            ),
        ]
        indexes = [models.Index(fields=["agency", "answered_at"], name="answer_of_agency")]

    def __str__(self):
        return f"Answer {self.pk}"

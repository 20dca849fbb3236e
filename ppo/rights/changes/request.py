"""The register of requests: received, identity, questions, further time, who it is about, and the answer."""

from django.db import transaction
from django.db.models import Max

from ppo.rights import collect
from ppo.rights.grounds import regime_of
from ppo.rights.rules import clock
from sharing import ledger
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Capacity, RequestPart, RequestQuestion, Scheme, SubjectRequest
from sharing.permissions import Permission, roles_with
from sharing.policy import Reach

Identity, Outcome = SubjectRequest.Identity, SubjectRequest.Outcome


class RequestChanged(Exception):
    """Somebody saved the request since it was opened."""


class RequestRefused(Exception):
    """It cannot be done as things stand; the message says why in words for the user."""


@transaction.atomic
def request_add(*, by, name, address, asked_for, channel, received_on, identity_known, on):
    """Enter a request in the register of the viewer's scheme; without known identity its proof counts as asked for today."""
    scheme = Scheme.objects.select_for_update().get(pk=by.scheme_id)
    last = SubjectRequest.objects.filter(scheme=scheme).aggregate(last=Max("number"))["last"] or 0
    request = SubjectRequest.objects.create(
        scheme=scheme,
        number=last + 1,
        name=name,
        address=address,
        asked_for=asked_for,
        channel=channel,
        received_on=received_on,
        taken_by=by.capacity,
        identity=Identity.KNOWN if identity_known else Identity.ASKED,
        identity_asked_on=None if identity_known else on,
    )
    ledger.record("request_add", by=by, operation=ledger.Operation.COLLECTION, subject=request)
    return request


@transaction.atomic
def request_identity(*, request, by, proof, proved_on, version):
    """Proof of identity came in: the clock starts on that day. Raises RequestChanged."""
    request = _locked(request, version)
    request.identity, request.identity_proved_on, request.identity_proof = Identity.PROVED, proved_on, proof
    _save(request, "identity", "identity_proved_on", "identity_proof")
    ledger.record("request_identity", by=by, subject=request)
    return request


@transaction.atomic
def request_ask(*, request, by, question, asked_on, version):
    """Ask what the request is about: the clock stops. Raises RequestChanged and RequestRefused."""
    request = _locked(request, version)
    if request.questions.filter(answered_on__isnull=True).exists():
        raise RequestRefused("A question is open already. Record its answer first.")
    RequestQuestion.objects.create(request=request, question=question, asked_on=asked_on)
    _save(request)
    ledger.record("request_ask", by=by, subject=request)
    return request


@transaction.atomic
def request_hear(*, request, by, answered_on, version):
    """The answer to the open question came in: the clock runs again. Raises RequestChanged and RequestRefused."""
    request = _locked(request, version)
    question = request.questions.filter(answered_on__isnull=True).first()
    if question is None:
        raise RequestRefused("No question is open.")
    if answered_on < question.asked_on:
        raise RequestRefused("The answer cannot be earlier than the question.")
    question.answered_on = answered_on
    question.save(update_fields=["answered_on"])
    _save(request)
    ledger.record("request_hear", by=by, subject=request)
    return request


@transaction.atomic
def request_extend(*, request, by, reason, on, version):
    """Take two further months, while the person can still be told in time. Raises RequestChanged and RequestRefused."""
    request = _locked(request, version)
    notice_by = clock_of(request, on=on).notice_by
    if request.extended_on:
        raise RequestRefused("The time was extended already, and can be once only.")
    if notice_by is None or on > notice_by:
        raise RequestRefused("The person has to be told within the first month. It is too late, or the clock stands.")
    request.extended_on, request.extension_reason = on, reason
    _save(request, "extended_on", "extension_reason")
    ledger.record("request_extend", by=by, subject=request)
    return request


@transaction.atomic
def request_search(*, request, by, person, on, at, version):
    """Say who it is about: one part for each agency that holds something. `person` None: nobody was found.

    Raises RequestChanged and RequestRefused.
    """
    request = _locked(request, version)
    if request.parts.exists():
        raise RequestRefused("The agencies were asked already.")
    request.person, request.searched_on = person, on
    _save(request, "person", "searched_on")
    ledger.record("request_search", by=by, subject=request, found=person is not None)
    if person is not None:
        _ask_holders(request, at=at)
    return request


@transaction.atomic
def request_close(*, request, by, outcome, on, version):
    """Record the answer as sent. Raises RequestChanged and RequestRefused."""
    request = _locked(request, version)
    if refusal := _not_yet(request, Outcome(outcome)):
        raise RequestRefused(refusal)
    request.outcome, request.answered_on = outcome, on
    _save(request, "outcome", "answered_on")
    ledger.record("request_close", by=by, subject=request)
    return request


def answer_of(request):
    """Which letter goes out as things stand: Outcome.GIVEN, NOTHING, or None while an agency is still at it."""
    parts = list(request.parts.all())
    if request.searched_on is None or any(part.released_at is None for part in parts):
        return None
    return Outcome.GIVEN if any(_has_chapter(part) for part in parts) else Outcome.NOTHING


def _has_chapter(part):
    return bool(part.pdf_file)


def clock_of(request, *, on):
    """Where the clock of a request stands on a day."""
    return clock(
        received_on=request.received_on,
        identity_asked_on=request.identity_asked_on,
        identity_proved_on=request.identity_proved_on,
        questions=[(one.asked_on, one.answered_on) for one in request.questions.all()],
        extended=request.extended_on is not None,
        on=on,
    )


def _ask_holders(request, *, at):
    with looking_as_system():
        for agency, number in collect.holders(request.person):
            part = RequestPart.objects.create(
                request=request,
                scheme=request.scheme,
                agency=agency,
                person=request.person,
                regime=regime_of(agency),
                items=number,
            )
            _tell(part, at=at)


def deciders(part):
    """Everybody of the agency who may decide about its part."""
    held = Capacity.objects.filter(agency=part.agency_id, active=True, reach__gte=Reach.AGENCY)
    return held.filter(role__in=roles_with(Permission.RIGHTS_ANSWER)).select_related("user").order_by("pk")


def _tell(part, *, at):
    work.tell(
        deciders(part),
        kind="request_part",
        once=f"request_part:{part.key}",
        words="A person asked to see what is held about them: look through what your agency holds",
        address=part.get_absolute_url(),
        at=at,
    )


def _not_yet(request, outcome):
    if outcome == Outcome.WITHDRAWN:
        return ""
    if outcome == Outcome.NOT_PROVED:
        return "" if request.identity == Identity.ASKED else "Identity is not in question."
    found = answer_of(request)
    if found is None:
        return "Not every agency has released its part yet."
    return "" if found == outcome else "That is not the answer the agencies gave."


def _locked(request, version):
    request = SubjectRequest.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=request.pk)
    if request.version != version:
        raise RequestChanged
    if request.outcome:
        raise RequestRefused("This request is closed.")
    return request


def _save(request, *changed):
    request.version += 1
    request.save(update_fields=[*changed, "version"])

"""One person's leaving: the plan, who carries on with what, how it goes afterwards, the way back, and the copy on paper."""

import contextlib
from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now

from casework.page import open_page
from cohort import leaving_after, leaving_seen
from cohort import leaving_paper as papers
from cohort.changes import leaving as watch
from cohort.changes import leaving_plan as changes
from cohort.changes.nomination import AlreadyOnScheme, Said, nominate
from cohort.forms.leaving import CheckForm, HandoverAnswerForm, HandoverAskForm, LeavingPlanForm
from cohort.models import (
    Handover,
    HandoverDetail,
    LeavingCheck,
    LeavingPlan,
    LeavingProposal,
    Letter,
    LetterKind,
    Membership,
)
from cohort.views.leaving import SENT, on_the_agenda
from cohort.views.letter import sheet
from sharing.dates import day
from sharing.gate import READING, requires
from sharing.gather import note, part
from sharing.models import Agency
from sharing.permissions import Permission
from sharing.saved import say, say_saved

SENT_DOWN = "Sent to the panel. Nobody steps down before the panel has decided."
PROPOSED_WORDS = "{label}. {evidence}."


def leaving_page(viewer, key, today):
    """The page of a person with `membership` (the last there was) and their leaving `plan`, or None."""
    page = open_page(
        viewer,
        key,
        today,
        plans=part(
            LeavingPlan.objects.order_by("-written_on", "-pk"),
            "version", "membership_id", "written_on", "lighter_touch", "check_on", "tell_person", "tell_agencies",
            "sent_on", "left_on", criterion="detail__criterion", words="detail__words",
            receiving_area="detail__receiving_area", noted=False,
        ),
        handovers=part(
            Handover.objects.order_by("asked_on", "pk"),
            "plan_id", "pathway", "until", "state", "answered_on", "asked_on", agency="agency__name",
            phone="agency__phone", what="detail__what", why_not="detail__why_not", noted=False,
        ),
        checks=part(
            LeavingCheck.objects.order_by("due_on", "pk"),
            "plan_id", "version", "months", "due_on", "done_on", "outcome", noted=False,
        ),
    )  # fmt: skip
    page.membership = next(iter(page["membership"]), None)
    pk = page.membership and page.membership.pk
    page.plan = next((row for row in page["plans"] if row.membership_id == pk), None)
    page.checks = [row for row in page["checks"] if page.plan and row.plan_id == page.plan.pk]
    page.handovers = handovers_of(page)
    note([*filter(None, [page.plan]), *page.handovers, *page.checks])
    page.left = bool(page.membership and page.membership.deselected_on and page.membership.deselected_on <= today)
    page.stepped_down = bool(page.membership and page.membership.tier == Membership.Tier.STEPPED_DOWN)
    page.on_scheme = bool(page.membership and page.membership.selected_on) and not page.left
    page.takes_plan = page.on_scheme and page.found.works and page.takes_from(viewer)
    return page


def handovers_of(page):
    """Those of the latest membership. An agency that was asked sees what it was, also where the plan is not shown to it: of
    such a handover the day tells to which membership it belongs."""
    others = {row.pk for row in page["plans"]} - {page.plan and page.plan.pk}
    begun = page.membership.nominated_on if page.membership else date.min
    return [row for row in page["handovers"] if row.plan_id not in others and row.asked_on >= begun]


@requires(Permission.LEAVING_SEE)
def leaving_plan(request, key):
    """The plan. “Send to panel” saves it first."""
    viewer, today = request.viewer, localdate()
    page = leaving_page(viewer, key, today)
    elsewhere = page.takes_plan and page.plan is None and leaving_seen.plan_is_there(page.membership.pk)
    form, findings = None, []
    if page.takes_plan and not elsewhere:
        findings = leaving_seen.seen_findings(viewer, page.found, on=today)
        hidden = page.plan is not None and page.plan.criterion is None and leaving_seen.reason_is_there(page.plan)
        form = LeavingPlanForm(
            request.POST or None,
            initial=filled_in(page.plan, findings),
            open_reason=not hidden,
            stepped_down=page.stepped_down,
        )
    elif request.method == "POST":
        raise Http404
    if form is not None and form.is_valid():
        try:
            return saved(request, page, form, findings)
        except changes.PlanChanged:
            say(request, "Somebody changed this plan while you had it open. This is how it is now; nothing was saved.")
            return redirect("leaving_plan", key)
    tells_area = viewer.can(Permission.TRANSFER_RUN) and moves_away(page)
    custody = any(seen.criterion == Membership.Criterion.CUSTODIAL_SENTENCE for seen in findings)
    return render(
        request,
        "cohort/leaving_plan.html",
        {
            "page": page,
            "form": form,
            "elsewhere": elsewhere,
            "findings": findings,
            "hints": {seen.criterion: in_words(seen) for seen in findings},
            "next": leaving_after.in_their_place(viewer, on=today) if custody else None,
            "today": today,
            "tells_area": tells_area,
            "area_letter": letter_to_area(viewer, page),
            "outcomes": LeavingCheck.Outcome.choices,
        },
    )


def moves_away(page):
    """Whether another area takes over, as far as the viewer may know it."""
    planned = page.plan and (page.plan.receiving_area or page.plan.criterion == Membership.Criterion.MOVED_AWAY)
    return bool(planned) or (page.left and page.membership.deselection_criterion == Membership.Criterion.MOVED_AWAY)


def letter_to_area(viewer, page):
    """The letter to the area that takes over, for whoever may write it; None before there is one that they may see."""
    if page.membership is None or not page.found.works or not viewer.can(Permission.TRANSFER_RUN):
        return None
    return Letter.objects.visible_to(viewer).filter(membership=page.membership.pk, kind=LetterKind.AREA).first()


def filled_in(plan, findings):
    """What the form opens with: the plan, else what is met, with its evidence in words."""
    if plan is not None:
        names = ("version", "check_on", "tell_person", "tell_agencies")
        initial = {name: getattr(plan, name) for name in names}
        initial["lighter_touch"] = "yes" if plan.lighter_touch else "no"
        if plan.criterion is not None:
            return initial | {name: getattr(plan, name) for name in LeavingPlanForm.REASON}
    else:
        initial = {"version": 0, "lighter_touch": "no", "tell_person": True, "tell_agencies": True}
    if findings:
        initial |= {"criterion": findings[0].criterion, "words": in_words(findings[0])}
    return initial


def in_words(seen):
    said = "; ".join(f"{name.lower()} {words}" for name, words in seen.evidence)
    return PROPOSED_WORDS.format(label=seen.label, evidence=said[:1].upper() + said[1:])


def saved(request, page, form, findings):
    viewer, today = request.viewer, localdate()
    version = form.cleaned_data["version"]
    plan = changes.plan_save(
        person=page.person, by=viewer, version=version, written=form.written, said=form.said, today=today
    )
    if "send" not in request.POST:
        say_saved(request, "Plan saved.")
        return redirect("leaving_plan", page.person.key)
    changes.plan_send(plan=plan, by=viewer, today=today)
    if viewer.can(Permission.LEAVING_ANSWER) and findings:
        answer_cards(page.person, viewer, findings)
    said = SENT_DOWN if plan.lighter_touch else SENT
    say_saved(request, said + on_the_agenda(viewer, page.person))
    return redirect("leaving_plan", page.person.key)


def answer_cards(person, viewer, findings):
    """The cards say the same as the plan. Where none was open the plan alone goes before the panel."""
    criteria = [seen.criterion for seen in findings]
    with contextlib.suppress(watch.ProposalsAnswered):
        watch.proposals_answer(
            person=person, by=viewer, criteria=criteria, answer=LeavingProposal.Answer.PANEL, at=now()
        )


@requires(Permission.LEAVING_SEE)
def handover_ask(request, key):
    """Ask an agency to carry on. What is typed goes to that agency."""
    viewer, today = request.viewer, localdate()
    page = leaving_page(viewer, key, today)
    if page.plan is None or not page.takes_plan:
        raise Http404
    form = HandoverAskForm(request.POST or None, agencies=Agency.objects.filter(scheme=viewer.scheme_id))
    if form.is_valid():
        plan = get_object_or_404(LeavingPlan.objects.visible_to(viewer), pk=page.plan.pk)
        try:
            asked = changes.handover_ask(plan=plan, by=viewer, today=today, at=now(), **form.cleaned_data)
            say_saved(request, f"{asked.agency} is asked to carry on. You will be told what they say.")
            return redirect("leaving_plan", key)
        except changes.AskedAlready:
            form.add_error("agency", "This agency was asked about this area of life already. Choose another.")
    return render(request, "cohort/handover_ask.html", {"page": page, "form": form})


@requires(Permission.LEAVING_SEE)
def handover_answer(request, key):
    """For the agency that was asked: carry on, or say why not."""
    viewer = request.viewer
    mine = Handover.objects.to_answer(viewer).select_related("person")
    handover = get_object_or_404(mine, key=key)
    detail = HandoverDetail.objects.visible_to(viewer).filter(pk=handover.pk).first()
    form = HandoverAnswerForm(request.POST or None, initial={"version": handover.version})
    if handover.state == Handover.State.ASKED and form.is_valid():
        try:
            changes.handover_answer(handover=handover, by=viewer, today=localdate(), at=now(), **form.cleaned_data)
            say_saved(request, "Answered. Thank you.")
        except changes.HandoverAnswered:
            say(request, "A colleague answered this already.")
        return redirect("leaving_list")
    return render(request, "cohort/handover_answer.html", {"handover": handover, "detail": detail, "form": form})


@requires(Permission.LEAVING_SEE, methods=("POST",))
def leaving_check(request, key):
    """How it goes, in one press."""
    check = get_object_or_404(LeavingCheck.objects.visible_to(request.viewer).select_related("person"), key=key)
    form = CheckForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        changes.check_record(check=check, by=request.viewer, today=localdate(), **form.cleaned_data)
        say_saved(request, "Recorded.")
    except changes.CheckDone:
        say(request, "Somebody recorded this already.")
    return redirect(f"{reverse('leaving_plan', args=[check.person.key])}#checks")


@requires(Permission.NOMINATE, methods=("POST",))
def leaving_back(request, key):
    """The way back: put forward again with one press, with the strands as they were."""
    page = leaving_page(request.viewer, key, localdate())
    if not page.left or not page.takes_from(request.viewer):
        raise Http404
    said = Said(
        reason=f"Put forward again after leaving on {day(page.membership.deselected_on)}.",
        strands=tuple(page.membership.strands or ()),
        sources=("other",),
    )
    try:
        nominate(by=request.viewer, said=said, today=localdate(), at=now(), person=page.person)
        say_saved(request, "Nominated again. The panel decides.")
    except AlreadyOnScheme:
        say(request, "Already on the scheme or nominated.")
    return redirect("leaving_plan", key)


@requires(Permission.LEAVING_SEE, methods=READING)
def leaving_print(request, key):
    """The same for the person, in easy words, to be printed and handed over."""
    page, paper = paper_of(request, key)
    return render(request, "cohort/leaving_print.html", {"page": page, "paper": paper})


@requires(Permission.LEAVING_SEE, methods=READING)
def leaving_paper(request, key):
    """The same as a file."""
    page, paper = paper_of(request, key)
    plan = LeavingPlan.objects.get(pk=page.plan.pk)
    return sheet(paper, noted=lambda sha256: changes.paper_download(plan=plan, by=request.viewer, sha256=sha256))


def paper_of(request, key):
    """(page, the person's copy); Http404 where there is no plan that the viewer may see."""
    page = leaving_page(request.viewer, key, localdate())
    if page.plan is None:
        raise Http404
    return page, papers.paper(page, request.viewer, today=localdate())

from datetime import timedelta
from functools import partial

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from casework import disclosing, questions
from casework.forms.question import AnswerRefuseForm, AnswerShareForm, QuestionAskForm, QuestionWithdrawForm
from casework.page import open_page
from sharing.changes import question as changes
from sharing.changes.disclosure import DisclosureRefused
from sharing.dates import day
from sharing.gate import READING, requires
from sharing.looking import moment
from sharing.models import Answer, Question
from sharing.permissions import Permission
from sharing.saved import say, say_saved
from sharing.seen import step

A_PAGE = 25
USUAL = timedelta(weeks=4)


@requires(Permission.QUESTION_ASK)
def question_ask(request, key):
    viewer, today = request.viewer, localdate()
    page = open_page(viewer, key, today)
    options = questions.options(page, viewer)
    usual = {"needed_until": today + USUAL, "about": options[0][0] if options else None}
    form = QuestionAskForm(request.POST or None, options=options, initial=usual)
    if options and form.is_valid():
        try:
            changes.question_ask(person=page.person, by=viewer, asking=form.asking, at=moment(), today=today)
        except changes.QuestionRefused as refused:
            form.add_error("about", str(refused))
        except changes.QuestionAsked as already:
            since = f"Your agency asked for this on {day(localdate(already.question.asked_at))}"
            form.add_error("about", f"{since} and waits for an answer. Withdraw that question to ask anew.")
        else:
            say_saved(request, "Asked. You are told here when it is answered.")
            return redirect("sharing_detail", key=key)
    return render(request, "casework/question_ask.html", {"page": page, "form": form, "options": options})


@requires(Permission.DISCLOSURE_MAKE, methods=READING)
def question_list(request):
    """What the agency is asked, or with `?whose=ours` what it asked itself."""
    viewer, today = request.viewer, localdate()
    ours = request.GET.get("whose") == "ours"
    days = questions.working_days(viewer, today)
    found = questions.asked_by(viewer) if ours else questions.asked_of(viewer, today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    if ours:
        lines = [questions.line_of(question, today, days) for question in page]
    else:
        lines = [questions.line_of(answer.question, today, days, answer) for answer in page]
    shown = {"ours": ours, "page": page, "lines": lines, "days": days}
    return render(request, "casework/question_list.html", shown)


@requires(Permission.DISCLOSURE_MAKE)
def question_answer(request, key):
    """Two ways out of one page: share (shown first, then saved), or do not."""
    viewer, today = request.viewer, localdate()
    rows = Answer.objects.asked_of(viewer).select_related(
        "question__agency", "question__capacity__user", "person", "answered_by__user"
    )
    answer = get_object_or_404(rows, key=key)
    page = open_page(viewer, answer.person.key, today)
    line = questions.line_of(answer.question, today, questions.working_days(viewer, today), answer)
    kinds = [kind for kind, _ in changes.offers(answer, viewer)]
    sharing = "share" in request.POST or "save" in request.POST
    usual = {
        "version": answer.version,
        "until": answer.question.needed_until,
        "categories": kinds if len(kinds) == 1 else None,
    }
    share = AnswerShareForm(request.POST if sharing else None, kinds=kinds, initial=usual, auto_id="share_%s")
    refuse = AnswerRefuseForm(
        request.POST if request.method == "POST" and not sharing else None, initial={"version": answer.version}
    )
    effects = None
    try:
        if share.is_valid():
            effects = _share(request, page, answer, share, today)
            if effects is None:
                say_saved(request, f"Shared. {answer.question.agency.name} is told.")
                return redirect("question_list")
        elif refuse.is_valid():
            said = refuse.cleaned_data
            changes.answer_refuse(answer=answer, by=viewer, at=moment(), today=today, **said)
            say_saved(request, "Answered. It is not shared.")
            return redirect("question_list")
    except DisclosureRefused as refused:
        known = {"category": "categories", "to_agency": None}
        field = known.get(refused.field, refused.field or None)
        share.add_error(field if field in share.fields else None, str(refused))
    except changes.AnswerGiven as given:
        say(request, f"{questions.answered_words(given.answer)} Nothing of yours was saved.")
        return redirect("question_list")
    except changes.QuestionClosed as closed:
        say(request, f"{closed_words(closed.question, today)} Nothing was saved.")
        return redirect("question_list")
    found = {"page": page, "answer": answer, "line": line, "share": share, "refuse": refuse, "effects": effects}
    found |= {"waits": answer.question.is_open(today) and not answer.outcome, "kinds": kinds}
    found["seen"], found["again"] = step(request.POST)
    return render(request, "casework/question_answer.html", found)


def _share(request, page, answer, form, today):
    """Sentences about what would be seen, or None once it is saved."""
    sharing = form.sharing
    share = partial(
        changes.answer_share,
        answer=answer,
        by=request.viewer,
        sharing=sharing,
        version=form.cleaned_data["version"],
        at=moment(),
        today=today,
    )
    if "save" in request.POST and not step(request.POST)[1]:
        share()
        return None
    disclosing.attempted(share)
    to = answer.question.agency
    sentences = [
        sentence
        for kind in sharing.categories
        for sentence in disclosing.will_see(
            page.found, request.viewer, to_agency=to, category=kind, level=sharing.level, until=sharing.until
        )
    ]
    return list(dict.fromkeys(sentences))


@requires(Permission.QUESTION_ASK, methods=("POST",))
def question_withdraw(request, key):
    question = get_object_or_404(Question.objects.asked_by(request.viewer), key=key)
    form = QuestionWithdrawForm(request.POST)
    today = localdate()
    if not form.is_valid():
        say(request, "This question changed while you had it open. This is how it is now.")
    else:
        try:
            changes.question_withdraw(
                question=question, by=request.viewer, version=form.cleaned_data["version"], at=moment(), today=today
            )
            say_saved(request, "Withdrawn. Nobody needs to answer it now.")
        except changes.QuestionClosed as closed:
            say(request, f"{closed_words(closed.question, today)} Nothing was changed.")
    return redirect("/sharing/asked/?whose=ours")


def closed_words(question, today):
    """Why it can be neither answered nor withdrawn any more."""
    return {
        Question.State.WAITING: "This question changed while you had it open.",
        Question.State.ANSWERED: "This question is answered.",
        Question.State.WITHDRAWN: "This question was withdrawn.",
        Question.State.LAPSED: "The day this was needed until has passed.",
    }[question.state_on(today)]

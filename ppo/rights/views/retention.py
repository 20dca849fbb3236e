"""Retention for governance leads: rules, reviews as they fall due, holds, and disposals that wait for a second person."""

from django.apps import apps
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from ppo.rights import collect, finding
from ppo.rights import retention_forms as forms
from ppo.rights.changes import disposal as disposal_changes
from ppo.rights.changes import retention as changes
from ppo.rights.noted import noted
from ppo.rights.retention import held_fast, last_of
from sharing.gate import READING, requires
from sharing.looking import looking_as_system
from sharing.models import Agency, Disposal, LegalHold, RetentionReview, RetentionRule
from sharing.permissions import Permission
from sharing.saved import say, say_saved

CERTIFICATES = 50
MEANWHILE = "Somebody changed this meanwhile. Look at it again."


def due(viewer):
    """[{row, ref, held}] of open reviews, the oldest first."""
    rows = RetentionReview.objects.filter(scheme=viewer.scheme_id, decision="").select_related("agency", "rule")
    return _with_refs(finding.open_to(viewer, rows))


def holds(viewer):
    rows = LegalHold.objects.filter(scheme=viewer.scheme_id, ended_on__isnull=True)
    return _with_refs(finding.open_to(viewer, rows.select_related("agency", "placed_by__user")))


def waiting(viewer):
    rows = Disposal.objects.filter(scheme=viewer.scheme_id, state=Disposal.State.PROPOSED)
    return _with_refs(finding.open_to(viewer, rows.select_related("agency", "scheme", "proposed_by__user")))


def _with_refs(rows):
    rows = list(rows)
    refs = finding.refs([row.person_id for row in rows])
    return [{"row": row, "ref": refs.get(row.person_id, "")} for row in rows]


@requires(Permission.RIGHTS_RUN, methods=READING)
def retention_list(request):
    rules = RetentionRule.objects.filter(scheme=request.viewer.scheme_id).order_by("pk")
    done = Disposal.objects.filter(scheme=request.viewer.scheme_id).exclude(state=Disposal.State.PROPOSED)
    context = {"rules": list(rules), "done": list(done.select_related("agency", "scheme")[:CERTIFICATES])}
    return render(request, "rights/retention_list.html", context)


@requires(Permission.RIGHTS_RUN, methods=("POST",))
def rules_ship(request):
    number = changes.rules_ship(by=request.viewer)
    say_saved(request, f"{number} rules brought in. Look at each and confirm it: until then nothing falls due by it.")
    return redirect("retention_list")


@requires(Permission.RIGHTS_RUN)
def rule_save(request, key):
    rule = get_object_or_404(RetentionRule, key=key, scheme=request.viewer.scheme_id)
    form = forms.RuleForm(request.POST or None, initial=forms.RuleForm.values(rule))
    if form.is_valid():
        try:
            changes.rule_save(rule=rule, by=request.viewer, on=localdate(), **form.cleaned_data)
        except changes.RetentionChanged:
            form.add_error(None, MEANWHILE)
            form.data = form.data.copy()
            form.data["version"] = RetentionRule.objects.values_list("version", flat=True).get(pk=rule.pk)
            return render(request, "rights/rule_save.html", {"rule": rule, "form": form}, status=409)
        say_saved(request, "Rule confirmed. Reviews fall due by it from tomorrow.")
        return redirect("retention_list")
    return render(request, "rights/rule_save.html", {"rule": rule, "form": form})


@requires(Permission.RIGHTS_RUN)
def retention_decide(request, key):
    rows = RetentionReview.objects.filter(scheme=request.viewer.scheme_id, decision="")
    rows = finding.open_to(request.viewer, rows)
    review = get_object_or_404(rows.select_related("agency", "rule", "scheme"), key=key)
    noted([review])
    form = forms.DecideForm(request.POST or None, initial={"version": review.version})
    if form.is_valid():
        try:
            words = _decided(request, review, form.cleaned_data)
        except changes.RetentionRefused as refused:
            form.add_error(None, str(refused))
        except changes.RetentionChanged:
            say(request, MEANWHILE)
            return redirect("rights_home")
        else:
            say_saved(request, words)
            return redirect("rights_home")
    with looking_as_system():
        context = {"last": last_of(review, on=localdate()), "held": held_fast(review.person_id, review.agency_id)}
    context |= {"review": review, "form": form, "ref": finding.refs([review.person_id]).get(review.person_id, "")}
    return render(request, "rights/retention_decide.html", context)


def _decided(request, review, said):
    known = {"by": request.viewer, "on": localdate(), "reason": said["reason"], "version": said["version"]}
    if said["decision"] == RetentionReview.Decision.KEEP:
        changes.retention_keep(review=review, **known)
        return "Kept. It comes up again at the next review."
    disposal_changes.disposal_propose(review=review, at=now(), **known)
    return "Put up for disposal. A second person has to confirm it."


@requires(Permission.RIGHTS_RUN)
def hold_place(request):
    agencies = Agency.objects.filter(scheme=request.viewer.scheme_id)
    form = forms.HoldForm(request.POST or None, agencies=agencies)
    if form.is_valid():
        said = dict(form.cleaned_data)
        person = finding.person_of(request.viewer.scheme, ref=said.pop("ref"))
        if person is None:
            form.add_error("ref", "Nobody in this scheme has this reference.")
        else:
            changes.hold_place(person=person, by=request.viewer, on=localdate(), **said)
            say_saved(request, "Hold placed. Nothing it covers is disposed of until it ends.")
            return redirect("rights_home")
    return render(request, "rights/hold_place.html", {"form": form})


@requires(Permission.RIGHTS_RUN)
def hold_end(request, key):
    rows = LegalHold.objects.filter(scheme=request.viewer.scheme_id, ended_on__isnull=True)
    rows = finding.open_to(request.viewer, rows)
    hold = get_object_or_404(rows.select_related("agency", "placed_by__user"), key=key)
    noted([hold])
    form = forms.ReasonForm(request.POST or None, initial={"version": hold.version})
    if form.is_valid():
        try:
            changes.hold_end(hold=hold, by=request.viewer, on=localdate(), **form.cleaned_data)
        except changes.RetentionChanged:
            say(request, MEANWHILE)
        else:
            say_saved(request, "Hold ended.")
        return redirect("rights_home")
    context = {"hold": hold, "form": form, "ref": finding.refs([hold.person_id]).get(hold.person_id, "")}
    return render(request, "rights/hold_end.html", context)


@requires(Permission.DISPOSAL_CONFIRM)
def disposal_confirm(request, key):
    """What would go, to the second person; afterwards the certificate."""
    rows = finding.open_to(request.viewer, Disposal.objects.filter(scheme=request.viewer.scheme_id))
    row = get_object_or_404(rows.select_related("scheme", "agency", "proposed_by__user", "answered_by__user"), key=key)
    if row.person_id:  # a certificate names nobody
        noted([row])
    if row.state != Disposal.State.PROPOSED:
        return render(request, "rights/disposal_certificate.html", {"row": row, "kinds": kinds_in_words(row.removed)})
    form = forms.ConfirmForm(request.POST or None, initial={"version": row.version})
    if form.is_valid():
        try:
            return _answered(request, row, form.cleaned_data)
        except changes.RetentionRefused as refused:
            form.add_error(None, str(refused))
        except changes.RetentionChanged:
            say(request, MEANWHILE)
            return redirect(row)
    with looking_as_system():
        mine = [number for agency, number in collect.holders(_person(row)) if agency.pk == row.agency_id]
        review = RetentionReview.objects.filter(person=row.person_id, agency=row.agency_id).order_by("-pk").first()
        context = {"held": held_fast(row.person_id, row.agency_id), "items": sum(mine), "review": review}
    noted([review] if review else [])
    own = row.proposed_by.user_id == request.viewer.user_id
    context |= {"row": row, "form": form, "own": own, "ref": finding.refs([row.person_id]).get(row.person_id, "")}
    return render(request, "rights/disposal_confirm.html", context)


def kinds_in_words(removed):
    """[(what was removed, how many)] from the table names of a certificate; histories together, at the end."""
    tables = {model._meta.db_table: model for model in apps.get_models()}
    found, versions = [], 0
    for table, number in sorted(removed.items()):
        model = tables.get(table)
        if model is not None and hasattr(model, "pgh_tracked_model"):
            versions += number
        else:
            name = str(model._meta.verbose_name_plural).capitalize() if model else table
            found.append((name, number))
    return [*found, ("Earlier versions of rows", versions)] if versions else found


def _person(row):
    return Disposal.person.field.related_model.objects.select_related("scheme").get(pk=row.person_id)


def _answered(request, row, said):
    known = {"disposal": row, "by": request.viewer, "on": localdate(), "version": said["version"]}
    if said["answer"] == forms.ConfirmForm.CONFIRM:
        disposal_changes.disposal_confirm(**known)
        say_saved(request, "Disposed of. This is the certificate.")
    else:
        disposal_changes.disposal_refuse(reason=said["reason"], **known)
        say_saved(request, "Refused. The record stays.")
    return redirect(row)

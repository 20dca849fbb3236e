"""Signing an agreement, its document, and who signs for an agency."""

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from sharing import agreements
from sharing.changes import signature as changes
from sharing.changes.agreement import AgreementChanged, AgreementRefused
from sharing.forms.signature import DocumentForm, OfficerForm, PaperForm, SignForm
from sharing.gate import READING, requires
from sharing.models import Agency, AgreementDocument, User
from sharing.permissions import Permission
from sharing.saved import say, say_saved
from sharing.views.agreement import agreement_of, living

ANOTHER_TEXT = "The text was changed while you read it. Read it again before you sign: nothing was signed."


@requires(Permission.AGREEMENT_SIGN)
def agreement_sign(request, key):
    """The one press of an officer who has read it; whoever is none finds nothing here."""
    agreement = living(request, key)
    if not changes.signs_for(request.viewer, agreement):
        raise Http404
    form = SignForm(request.POST or None, initial={"edition": agreement.edition})
    if form.is_valid():
        try:
            changes.agreement_sign(
                agreement=agreement,
                by=request.viewer,
                edition=form.cleaned_data["edition"],
                today=localdate(),
                at=timezone.now(),
            )
        except AgreementChanged:
            say(request, ANOTHER_TEXT)
        except AgreementRefused as refused:
            say(request, str(refused))
        else:
            say_saved(request, f"You signed for {request.viewer.agency.name}.")
        return redirect("agreement_detail", key=key)

    items = agreements.items(agreement, agreements.parties_of(agreement))
    context = {"agreement": agreement, "form": form, "items": items, "may_change": False}
    return render(request, "sharing/agreement_sign.html", context)


@requires(Permission.AGREEMENT_CHANGE)
def agreement_sign_paper(request, key):
    agreement = living(request, key)
    parties = Agency.objects.filter(scheme=request.viewer.scheme)
    if not agreement.every_agency:
        parties = parties.filter(agreements=agreement)
    initial = {"edition": agreement.edition, "signed_on": localdate()}
    form = PaperForm(request.POST or None, parties=parties, initial=initial)
    if form.is_valid():
        try:
            changes.agreement_sign_paper(agreement=agreement, by=request.viewer, at=timezone.now(), **form.cleaned_data)
        except AgreementRefused as refused:
            form.add_error("agency", str(refused))
        except AgreementChanged:
            say(request, "The text was changed meanwhile. Check which text the paper holds before you record it.")
            return redirect("agreement_detail", key=key)
        else:
            say_saved(request, f"Signature of {form.cleaned_data['agency'].name} recorded.")
            return redirect("agreement_detail", key=key)

    return render(request, "sharing/agreement_sign_paper.html", {"agreement": agreement, "form": form})


@requires(Permission.AGREEMENT_CHANGE)
def agreement_document_add(request, key):
    agreement = agreement_of(request, key)
    form = DocumentForm(request.POST or None, request.FILES or None) if request.method == "POST" else DocumentForm()
    if form.is_valid():
        data = form.cleaned_data["document"].read()
        changes.agreement_document_add(agreement=agreement, by=request.viewer, data=data, at=timezone.now())
        say_saved(request, "Document added.")
        return redirect("agreement_detail", key=key)

    return render(request, "sharing/agreement_document_add.html", {"agreement": agreement, "form": form})


@requires(Permission.AGREEMENT_SEE, methods=READING)
def agreement_document_download(request, key):
    """Always as a file to keep, never shown inside a page of ours."""
    documents = AgreementDocument.objects.select_related("agreement").filter(agreement__scheme=request.viewer.scheme)
    document = get_object_or_404(documents, key=key)
    if not default_storage.exists(document.file):
        raise Http404
    data = changes.agreement_document_download(document, by=request.viewer)
    name = f"agreement-{document.agreement.code}-text-{document.edition}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type="application/pdf", headers=headers)


@requires(Permission.AGREEMENT_CHANGE)
def officer_change(request, key):
    agency = get_object_or_404(Agency, key=key, scheme=request.viewer.scheme)
    users = User.objects.filter(capacities__agency=agency, capacities__active=True, is_active=True).order_by("name")
    initial = OfficerForm.values(agency.officers.select_related("user"))
    form = OfficerForm(request.POST or None, users=users, initial=initial)
    if form.is_valid():
        try:
            with transaction.atomic():  # both or neither
                for deputy in (False, True):
                    changes.officer_change(agency=agency, by=request.viewer, deputy=deputy, **form.who(deputy=deputy))
        except changes.OfficerChanged:
            say(
                request,
                "Somebody named others while you had this open. This is how it is now: nothing of yours was saved.",
            )
            return redirect("officer_change", key=key)
        say_saved(request, f"Saved who signs for {agency.name}.")
        return redirect("agreement_list")

    return render(request, "sharing/officer_change.html", {"agency": agency, "form": form})

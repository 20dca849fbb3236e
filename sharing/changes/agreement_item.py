"""Items of an agreement: what may pass from whom to whom, how far and on which grounds. The text rises with each."""

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from sharing import basis, ledger
from sharing.agreements import item_of, may_pass, parties_of
from sharing.changes.agreement import AgreementRefused, locked, next_text
from sharing.changes.signers import tell_signers
from sharing.models import AgreementRule
from sharing.policy import WORDS, Category

# What the database may still refuse, where two people write at once or an agency became another kind.
CONSTRAINTS = {
    "agreement_rule_once": "There is such an item already. Change that one.",
    "agreement_rule_not_to_itself": "An agency needs no item to see its own records. Name another one.",
    "does not let this pass": "The legal basis does not let this pass between these agencies. Choose another basis.",
    "treats nobody": "Direct care is between agencies that treat the person. Choose another ground.",
}


@dataclass(frozen=True)
class Grounds:
    """How far, and on which grounds: what may change of an item that stays."""

    level: int
    needs_consent: bool
    basis: str
    statute: str = ""
    confidentiality: str = ""
    approver: str = ""
    confidentiality_reason: str = ""


@transaction.atomic
def agreement_item_add(*, agreement, by, route, grounds, version):
    """Let something pass. `route`: (giver, taker, category), None for every party. Raises AgreementChanged/-Refused."""
    agreement = locked(agreement, version)
    giver, taker, category = route
    rule = AgreementRule(agreement=agreement, from_agency=giver, to_agency=taker, category=category, **vars(grounds))
    _refuse_unlawful(rule)
    _write(rule, force_insert=True)
    next_text(agreement)
    agreement.save(update_fields=["edition", "version"])
    ledger.record("agreement_item_add", by=by, subject=agreement, item=rule.key, said=[_words(rule)])
    tell_signers(agreement, by=by)
    return rule


@transaction.atomic
def agreement_item_change(*, rule, by, grounds, version):
    """Change how far an item goes and on which grounds. `version` is the agreement's."""
    agreement = locked(rule.agreement, version)
    rule = AgreementRule.objects.select_related("from_agency", "to_agency").get(pk=rule.pk, agreement=agreement)
    before = _words(rule)
    for name, value in vars(grounds).items():
        setattr(rule, name, value)
    rule.version += 1
    _refuse_unlawful(rule)
    _write(rule)
    next_text(agreement)
    agreement.save(update_fields=["edition", "version"])
    said = [f"{before}; now {_words(rule)}"]
    ledger.record("agreement_item_change", by=by, subject=agreement, item=rule.key, said=said)
    tell_signers(agreement, by=by)
    return rule


@transaction.atomic
def agreement_item_end(*, rule, by, version):
    """Let it pass no longer, from this moment. Its history stays."""
    agreement = locked(rule.agreement, version)
    rule = AgreementRule.objects.select_related("from_agency", "to_agency").get(pk=rule.pk, agreement=agreement)
    key, words = rule.key, _words(rule)
    rule.delete()
    next_text(agreement)
    agreement.save(update_fields=["edition", "version"])
    ledger.record("agreement_item_end", by=by, subject=agreement, item=key, said=[words])
    tell_signers(agreement, by=by)
    return agreement


def _write(rule, **how):
    """Save the row and hear now what the database would otherwise say at the end of the transaction."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            rule.save(**how)
            cursor.execute("set constraints agreement_rule_basis_allows immediate")
    except IntegrityError as error:
        for name, words in CONSTRAINTS.items():
            if name in str(error):
                raise AgreementRefused(words) from error
        raise
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("set constraints agreement_rule_basis_allows deferred")


def _refuse_unlawful(rule):
    """Say in words what does not let it pass: the parties, the law, or confidence."""
    agencies = parties_of(rule.agreement)
    _refuse_strangers(rule, agencies)
    if rule.basis == AgreementRule.Basis.OTHER and not rule.statute.strip():
        raise AgreementRefused("Enter which law gives the power: the Act or regulation, and the section.", "statute")
    _refuse_broken_confidence(rule)
    givers = [one for one in agencies if rule.from_agency_id in (None, one.pk)]
    takers = [one for one in agencies if rule.to_agency_id in (None, one.pk)]
    lead = rule.agreement.scheme.lead_agency
    if not any(may_pass(rule, giver, taker, lead) for giver in givers for taker in takers):
        raise AgreementRefused(
            f"{rule.get_basis_display()} does not let {WORDS[Category(rule.category)].lower()} pass"
            f" {_way(rule)}. Choose another legal basis, or leave the item out.",
            "basis",
        )


def _refuse_strangers(rule, agencies):
    for agency in _named(rule):
        if agency not in agencies:
            raise AgreementRefused(f"{agency.name} is not a party of this agreement. Add it to the parties first.")
    if rule.from_agency_id and rule.from_agency_id == rule.to_agency_id:
        raise AgreementRefused(CONSTRAINTS["agreement_rule_not_to_itself"], "to_agency")


def _refuse_broken_confidence(rule):
    if rule.basis == basis.ACTING and rule.category == Category.HEALTH:
        raise AgreementRefused(
            "Section 115 of the Crime and Disorder Act 1998 never carries health. Choose another legal basis.", "basis"
        )
    if rule.confidentiality == AgreementRule.Confidentiality.DIRECT_CARE:
        for agency in _named(rule):
            if not basis.cares(agency.kind):
                words = f"{agency.name} treats nobody, so direct care does not cover it. Choose another ground."
                raise AgreementRefused(words, "confidentiality")


def _named(rule):
    return [agency for agency in (rule.from_agency, rule.to_agency) if agency is not None]


def _way(rule):
    if rule.from_agency is None and rule.to_agency is None:
        return "between any of the parties"
    giver = rule.from_agency.name if rule.from_agency else "any party"
    return f"from {giver} to {rule.to_agency.name if rule.to_agency else 'any party'}"


def _words(rule):
    """“Housing, from Every party to Northside Police: Summary, with consent, Consent”"""
    item = item_of(rule, rule.agreement, ())
    parts = [item.how_much.lower(), "with consent" if rule.needs_consent else "", item.basis, item.confidence]
    return f"{item.words}: {'; '.join(part for part in parts if part)}"

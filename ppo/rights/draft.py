"""The draft of a whole pack as the decisions stand: what every agency gives, in one file. Nobody signs in to see it; the
command makes it for whoever runs the system, and agencies release their own parts one by one.
"""

from dataclasses import dataclass

from ppo.rights import collect, paper
from ppo.rights.giving import given
from ppo.rights.grounds import GROUNDS, regime_of
from sharing.models import Agency, ItemDecision, SubjectRequest


@dataclass(frozen=True)
class Draft:
    pdf: bytes
    json: bytes
    answers: tuple  # (agency, Given) for each agency that holds anything


def draft(person, *, on):
    """The draft for one person. Ask as the system, and write the ledger line."""
    request = SubjectRequest.objects.filter(person=person).order_by("-received_on", "-pk").first()
    decisions = list(ItemDecision.objects.filter(part__request=request)) if request else []
    by_agency = {}
    for item in collect.items(person):
        by_agency.setdefault(item.agency_id, []).append(item)
    agencies = Agency.objects.filter(pk__in=by_agency).order_by("position", "pk")
    answers = [
        (agency, given(by_agency[agency.pk], [one for one in decisions if one.agency_id == agency.pk]))
        for agency in agencies
    ]
    told = {
        "reference": request.reference if request else f"{person.scheme.code}/SAR/draft",
        "name": request.name if request else person.full_name,
        "scheme": person.scheme,
        "chapters": [chapter(agency, answer) for agency, answer in answers if answer.items or answer.grounds],
        "on": on,
    }
    return Draft(paper.pack_pdf(**told), paper.pack_json(**told), tuple(answers))


def chapter(agency, answer, regime=None):
    regime = regime or regime_of(agency)
    grounds = tuple(GROUNDS[regime][code] for code in answer.grounds)
    return paper.Chapter(agency, regime, answer.items, grounds)

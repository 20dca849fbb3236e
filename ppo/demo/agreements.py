"""Who signs for the agencies of the demo, and what they signed: most of them everything, so that each state shows."""

from datetime import timedelta

from sharing.agreements import parties_of
from sharing.changes import signature as changes
from sharing.changes.agreement import Terms, agreement_add
from sharing.models import Agency, Agreement, User
from sharing.viewer import viewer_of

# code of the agency: (designated officer, deputy), by e-mail where they sign in, else by name
OFFICERS = {
    "POL": ("steer1@demo.example", "coordinator@demo.example"),
    "PROB": ("steer2@demo.example", "pso@demo.example"),
    "CSP": ("chair@demo.example", "governance@demo.example"),
    "HMPLDS": ("Edith Cypress, Head of reducing reoffending", "prison1@demo.example"),
    "HOME": ("housing1@demo.example", "Walter Medlar, Director of housing"),
    "ARCH": ("Joan Quince, Manager", "housing2@demo.example"),
    "YOT": ("Ravi Damson, Head of service", "yot1@demo.example"),
    "DIP": ("drugs1@demo.example", ""),
    "LANT": ("Ruth Tamarisk, Manager", "drugs2@demo.example"),
    "CARAT": ("Owen Spindle, Team leader", ""),
    "PCT": ("Dr Ada Buckthorn, Caldicott Guardian", "nurse1@demo.example"),
    "MH": ("Dr Noel Hornwort, Caldicott Guardian", ""),
    "STEP": ("Gwen Teasel, Manager", "ete1@demo.example"),
    "JCP": ("Basil Sorb, District manager", "jcp1@demo.example"),
    "OPEN": ("Clare Bryony, Chief executive", ""),
    "MILL": ("Silas Privet, Manager", ""),
    "CPS": ("Nora Dogwood, District prosecutor", ""),
    "CTS": ("Hugh Osier, Legal adviser", ""),
    "VS": ("Tess Woodruff, Manager", ""),
}
# Not signed yet: a housing officer who may do it at once, and a head of district.
OUTSTANDING = {("ISP1", "HOME"), ("ISP3", "PROB")}
AFTER = timedelta(days=3)  # from the start of an agreement until it had gone round


def sign(scheme, *, at):
    """Name the officers and record their signatures, as the governance lead."""
    by = viewer_of(email="governance@demo.example", scheme=scheme)
    users = {user.email: user for user in User.objects.filter(capacities__agency__scheme=scheme)}
    names = {}
    for agency in Agency.objects.filter(scheme=scheme):
        for who, deputy in zip(OFFICERS[agency.code], (False, True), strict=True):
            held = {"user": users[who]} if who in users else {"name": who}
            officer = changes.officer_change(agency=agency, by=by, deputy=deputy, version=0, **held)
            names.setdefault(agency.pk, str(officer))
    for agreement in Agreement.objects.filter(scheme=scheme).select_related("scheme"):
        for agency in parties_of(agreement):
            if (agreement.code, agency.code) not in OUTSTANDING:
                changes.agreement_sign_paper(
                    agreement=agreement,
                    by=by,
                    agency=agency,
                    name=names[agency.pk],
                    signed_on=agreement.starts_on + AFTER,
                    edition=agreement.edition,
                    at=at,
                )


def draft(scheme, today, *, at):
    """Begin an agreement that nobody has started yet: it gives nothing, and the register says so."""
    parties = Agency.objects.filter(scheme=scheme, code__in=("HOME", "ARCH", "PROB")).order_by("position", "pk")
    agreement_add(
        scheme=scheme,
        by=viewer_of(email="governance@demo.example", scheme=scheme),
        code="ISP4",
        terms=Terms(
            title="Moving on from supported housing",
            purpose="Find a settled home before the place in supported housing ends",
            lawful_basis="Crime and Disorder Act 1998 s.115",
            handling="",
            parties=tuple(parties),
            starts_on=today + timedelta(days=30),
            review_on=today + timedelta(days=395),
        ),
        at=at,
    )

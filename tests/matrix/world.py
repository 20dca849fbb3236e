"""The matrix's own world: one person for each relation, everything that can be recorded about each, a canary in every text.

Each text that somebody could have typed holds a word found nowhere else, so that a page, a file or a log tells by itself
which field of which record got into it. The same facts go to the product's tables and, as plain namespaces, to the oracle.
"""

import itertools
import re
import time as clock
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import SimpleNamespace

from django.contrib.auth.models import Permission
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from casework import models as casework
from casework.changes import refresh
from cohort import models as cohort
from pathways import models as pathways
from reviews import models as reviews
from sharing import links
from sharing.basis import confidentiality_unsaid
from sharing.models import (
    Agency,
    Agreement,
    AgreementRule,
    Capacity,
    Consent,
    Disclosure,
    Disposal,
    Emergency,
    Exclusion,
    ItemDecision,
    LegalHold,
    NamedLink,
    Notice,
    Officer,
    PersonTold,
    RequestPart,
    RequestQuestion,
    RetentionReview,
    RetentionRule,
    Scheme,
    SubjectRequest,
    User,
)
from tests.matrix import exceptional, way_out
from tests.matrix.cast import AGENCIES, ASKING, HELD, HOLDERS, PERSONAS, RELATIONS, WORKING
from tests.matrix.oracle import CATEGORIES, LONDON, NAMING, Oracle, category_of, links_of
from tests.world import client_of

DAY = timedelta(days=1)
LEVELS = {"summary": 1, "full": 2}

# What passes: agreement -> (parties, or None for every agency; {category: (level, needs consent, legal basis)}).
AGREEMENTS = {
    "PROT": (
        None,
        {
            "identity": ("full", False, "cda115"),
            "engagement": ("full", False, "cda115"),
            "supervision": ("full", False, "cda115"),
            "conference": ("full", False, "cda115"),
            "housing": ("full", False, "cda115"),
            "plan": ("summary", False, "cda115"),
            "needs": ("summary", False, "cda115"),
            "offending": ("summary", False, "cda115"),
            "drugs": ("summary", True, "consent"),
            "employment": ("summary", False, "cda115"),
            "family": ("summary", True, "consent"),
            "finance": ("full", True, "consent"),
        },
    ),
    "JOINT": (
        ("police", "probation", "west"),
        {
            "offending": ("full", False, "cda115"),
            "intelligence": ("full", False, "cda115"),
            "risk": ("full", False, "cda115"),
            "plan": ("full", False, "cda115"),
            "needs": ("full", False, "cda115"),
            "victims": ("full", False, "cda115"),
            "family": ("full", True, "consent"),
        },
    ),
    "CARE": (
        ("clinic", "drugs", "surgery", "health", "probation", "refuge"),
        {
            "drugs": ("full", True, "consent"),
            "health": ("full", True, "consent"),
            "plan": ("full", False, "cda115"),
            "employment": ("full", False, "cda115"),
        },
    ),
    "OVER": (None, {"risk": ("full", False, "other"), "victims": ("full", False, "other")}),  # ended: gives nothing
}
# (category or None for all, recipient or None for everyone, days ago it was given, days ago it was withdrawn)
CONSENTS = (("drugs", None, 300, None), ("health", "health", 200, None), ("family", "yot", 100, None))
WITHDRAWN = (("finance", None, 250, 0),)

# A detail is a sibling of its record, and stands on a page only beside it: the kind of the record, and the column to it.
PARENT = {
    "casework.contactnote": ("casework.contact", "contact_id"),
    "casework.drugtestresult": ("casework.drugtest", "test_id"),
    "pathways.actiondetail": ("pathways.action", "action_id"),
    "pathways.needdetail": ("pathways.need", "need_id"),
    "pathways.referraldetail": ("pathways.referral", "referral_id"),
    "cohort.leavingreason": ("cohort.leavingplan", "plan_id"),
    "cohort.handoverdetail": ("cohort.handover", "handover_id"),
}
# What is said about sharing is held by nobody: it opens no heading of its own.
ABOUT_SHARING = ("sharing.consent", "sharing.disclosure")
# Texts that are codes or derived, so that nobody types a word into them.
NOT_TYPED = {
    *("key", "ref", "sort_name", "offence_code", "establishment", "ethnicity", "code", "status", "ground", "sha256"),
    *("casework.person.area", "sharing.itemdecision.item", "sharing.itemdecision.lines"),
    *(
        "sharing.requestpart.pdf_file",
        "sharing.requestpart.json_file",
        "sharing.disposal.rule",
        "sharing.disposal.files",
    ),
}
LETTERS = "bcdfghjklmnpqrstvwxz"
CANARY = re.compile(rf"(?<![a-z0-9])zq[{LETTERS}]{{5}}(?![a-z0-9])", re.IGNORECASE)  # not inside a random token


def is_typed(model, name):
    return not {name, f"{model._meta.label_lower}.{name}"} & NOT_TYPED


@dataclass(frozen=True)
class Text:
    """One canary: which field of which record it stands in."""

    row: object
    field: str

    @property
    def name(self):
        return f"{self.row.kind}.{self.field}"

    def __str__(self):
        return f"{self.name} of {self.row}"


@dataclass(frozen=True, eq=False)
class Row:
    """One record about a person, as the oracle and the tests know it; `it` has the record's own fields."""

    kind: str
    person: str
    owner: str
    category: str | None
    it: object

    @property
    def pk(self):
        return self.it.pk

    def __str__(self):
        return f"{self.kind} {self.it.pk} of {self.owner or 'nobody'} about {self.person}"


class World:
    def __init__(self):
        self.now, self.today = timezone.now(), timezone.localdate()
        self.made, self.unsaved, self.texts, self.number = [], {}, {}, itertools.count(1)
        self.agency, self.user, self.capacity, self.person, self.membership = {}, {}, {}, {}, {}

    # Planting

    def word(self):
        number, letters = next(self.number), ""
        for _ in range(5):
            number, letter = divmod(number, len(LETTERS))
            letters += LETTERS[letter]
        return f"Zq{letters}"

    def plant(self, it, *, but=()):
        """The record with a canary in every text somebody could type; which is which is told once it has a number.

        `but`: fields that must stay empty in this one.
        """
        words = {}
        for field in it._meta.concrete_fields:
            listed = isinstance(field, ArrayField)
            typed = field.base_field if listed else field
            if not isinstance(typed, models.CharField | models.TextField) or typed.choices or field.generated:
                continue
            if field.name in but or not is_typed(it, field.name) or isinstance(typed, models.EmailField):
                continue
            word = NUMBERS[field.name](next(self.number)) if field.name in NUMBERS else self.word()
            words[word.lower()] = field.name
            setattr(it, field.name, [word] if listed else word)
        self.made.append((it, words))
        return self.put(it)

    def also_says(self, it, name, word):
        """Tell of a word that was put into a column which holds more than a text."""
        next(words for made, words in self.made if made is it)[word.lower()] = name

    def put(self, it):
        """Have the row saved with all others of its kind."""
        self.unsaved.setdefault(type(it), []).append(it)
        return it

    def save(self):
        """One statement a kind, in the order in which the kinds came first: a record before its detail."""
        for kind, rows in self.unsaved.items():
            kind.objects.bulk_create(rows)
        self.unsaved.clear()

    # Reading

    def rows_of(self, kind, person=None):
        return [row for row in self.rows if row.kind == kind and person in (None, row.person)]

    def words_in(self, text):
        """Every planted word and number that stands in the text, and every word that looks like one."""
        text = text.lower()
        return {found.lower() for found in CANARY.findall(text)} | {number for number in self.numbers if number in text}

    def key(self, kind, person, owner=None):
        """The key of the record of a kind about a person, of this owner if there is one, else of any."""
        found = self.rows_of(kind, person)
        return next((row for row in found if row.owner == owner), found[0]).it.key


NUMBERS = {
    "pnc_id": lambda n: f"19{n % 90 + 10}/{n:07}z".upper(),
    "cro_number": lambda n: f"{n:06}/99z".upper(),
    "prison_number": lambda n: f"A{n % 10000:04}ZQ",
    "crn": lambda n: f"Z{n:06}",
}


def made():
    """The world, with `rows`, `texts`, `facts` and `oracle`. Call it inside `looking_as_system()`."""
    world = World()
    _schemes(world)
    _cast(world)
    _agreements(world)
    _people(world)
    _exceptions(world)
    for relation in RELATIONS:
        holders = _holders(relation)
        _once(world, relation, holders[0])
        for place, holder in enumerate(holders):
            _each(world, relation, holder, place)
        _working(world, relation)
    _meetings(world)
    _panels(world)
    way_out.plant(world)
    world.save()
    world.notice = {
        name: Notice.objects.create(
            capacity=world.capacity[name], kind="made", once=name, text="Made up", address="/", made_at=world.now
        )
        for name in PERSONAS
        if name in world.capacity
    }
    everyone = [person.pk for person in world.person.values()]
    links.sync(everyone)
    refresh(people=everyone, today=world.today)
    _derived(world, everyone)
    _told(world)
    return world


def _holders(relation):
    """Who holds records about the person besides those who work with them; where they do, probation is one of them."""
    if relation == "elsewhere":
        return ["south"]
    return [*HOLDERS, "probation"] if relation in HELD else list(HOLDERS)


def _schemes(world):
    north, south = Scheme.objects.bulk_create(
        [
            Scheme(code="NORTH", name="Northside scheme", area="Northside", size="small", capacity=20),
            Scheme(code="SOUTH", name="Southside scheme", area="Southside", size="small", capacity=20),
        ]
    )
    rows = [
        Agency(scheme=north, code=code, name=f"Northside {code}", kind=kind, position=place)
        for place, (code, kind) in enumerate(AGENCIES.items())
    ]
    rows.append(Agency(scheme=south, code="south", name="Southside police", kind="police"))
    world.agency = {row.code: row for row in Agency.objects.bulk_create(rows)}
    world.north, world.south = north, south
    north.lead_agency, south.lead_agency = world.agency["police"], world.agency["south"]
    Scheme.objects.bulk_update([north, south], ["lead_agency"])


def _cast(world):
    signed_in = [name for name, persona in PERSONAS.items() if persona.signed_in]
    colleagues = [f"colleague_{code}" for code in [*ASKING, "south"]]
    users = User.objects.bulk_create(
        [User(email=f"{name}@matrix.example", name=f"User {name}", password="!") for name in [*signed_in, *colleagues]]
    )
    world.user = dict(zip([*signed_in, *colleagues], users, strict=True))
    held = [(name, persona.agency, persona.role, persona.reach == "named") for name, persona in PERSONAS.items()]
    held += [(name, name.removeprefix("colleague_"), "practitioner", False) for name in colleagues]
    rows = [
        Capacity(user=world.user[name], agency=world.agency[agency], role=role, named_only=named)
        for name, agency, role, named in held
        if agency
    ]
    for row in Capacity.objects.bulk_create(rows):
        world.capacity[next(name for name, user in world.user.items() if user.pk == row.user_id)] = row


def browser(world, name):
    """The browser of a persona, its session fresh for as long as any test takes."""
    visitor = client_of(world.user.get(name))
    if name in world.user:
        session = visitor.session
        session["renewed_at"] = int(clock.time()) + 10**6
        session.save()
    return visitor


def _agreements(world):
    began = world.today - 800 * DAY
    rules, told = [], []
    for code, (parties, passes) in AGREEMENTS.items():
        ends = world.today if code == "OVER" else None
        agreement = Agreement.objects.create(
            scheme=world.north,
            code=code,
            title=f"Agreement {code}",
            lawful_basis="Made up",
            every_agency=parties is None,
            starts_on=began,
            ends_on=ends,
        )
        agreement.parties.set([world.agency[party] for party in parties or ()])
        rules += [
            AgreementRule(
                agreement=agreement,
                category=CATEGORIES.index(category),
                level=LEVELS[level],
                needs_consent=asks,
                basis=basis,
                confidentiality=confidentiality_unsaid(CATEGORIES.index(category), needs_consent=asks)[0],
            )
            for category, (level, asks, basis) in passes.items()
        ]
        told.append(
            SimpleNamespace(
                scheme="north",
                code=code,
                parties=list(parties or AGENCIES),
                starts_on=began,
                ends_on=ends,
                rules=[
                    SimpleNamespace(
                        from_agency=None, to_agency=None, category=category, level=LEVELS[level], needs_consent=asks
                    )
                    for category, (level, asks, _) in passes.items()
                ],
            )
        )
    world.rule, *_ = AgreementRule.objects.bulk_create(rules)
    world.agreement = world.rule.agreement  # the protocol of every agency
    Officer.objects.create(agency=world.agency["health"], user=world.user["governance"])
    world.agreements = told


def _people(world):
    people = [
        world.plant(
            casework.Person(
                scheme=world.south if relation == "elsewhere" else world.north,
                owner=world.agency["south" if relation == "elsewhere" else "west"],
                ref=f"M{place:03}",
                next_review_on=world.today + (place - 3) * DAY,
            )
        )
        for place, relation in enumerate(RELATIONS)
    ]
    world.save()
    world.person = dict(zip(RELATIONS, people, strict=True))
    consents = []
    for relation, person in world.person.items():
        for category, to, given, ended in CONSENTS + WITHDRAWN:
            if relation == "elsewhere" and to:
                continue
            consents.append(
                world.plant(
                    Consent(
                        person=person,
                        owner_id=person.owner_id,
                        category=category and CATEGORIES.index(category),
                        to_agency=to and world.agency[to],
                        given_on=world.today - given * DAY,
                        withdrawn_on=None if ended is None else world.today - ended * DAY,
                    )
                )
            )
    world.consents = consents


def _exceptions(world):
    """What holds for single users and moments: named people, emergencies, exclusions, one disclosure."""
    signed_in = [name for name, persona in PERSONAS.items() if persona.signed_in]
    opened = [("emergency", -10, 50), ("expired", -120, -60)]
    emergencies = [
        world.plant(
            Emergency(
                person=world.person[relation],
                user=world.user[name],
                agency=world.agency[PERSONAS[name].agency or "police"],
                kind="life",
                review_due_on=world.today,
                categories=sum(1 << CATEGORIES.index(one) for one in OPENED),
                starts_at=world.now + timedelta(minutes=first),
                ends_at=world.now + timedelta(minutes=last),
            )
        )
        for relation, first, last in opened
        for name in signed_in
    ]
    exclusions = [
        world.plant(
            Exclusion(person=world.person["excluded"], user=world.user[name], starts_at=world.now - DAY, ends_at=None)
        )
        for name in signed_in
    ]
    work_with = Permission.objects.get(codename="work_with", content_type__app_label="casework")
    named = [
        world.plant(
            NamedLink(
                content_object=world.person[relation],
                user=world.user["mentor"],
                agency=world.agency["mentoring"],
                permission=work_with,
                starts_at=world.now - 100 * DAY,
                ends_at=world.now - DAY if relation == "former" else None,
            )
        )
        for relation in ("own", "former", "excluded")
    ]
    disclosures = [
        world.plant(
            Disclosure(
                person=world.person["former"],
                owner=world.agency["west"],
                to_agency=world.agency["housing"],
                category=CATEGORIES.index("health"),
                level=2,
                confidentiality="public_interest",
                starts_at=world.now - 3 * DAY,
                ends_at=world.now + 3 * DAY,
            )
        )
    ]
    emergencies += exceptional.past_emergencies(world, emergencies[0].categories)
    exclusions += exceptional.closed_to_colleagues(world)
    disclosures += exceptional.shared_once(world)
    exceptional.questions(world)
    _selection(world)
    _request(world)
    _retention(world)
    world.exceptions = SimpleNamespace(
        emergencies=emergencies, exclusions=exclusions, named=named, disclosures=disclosures
    )


def _selection(world):
    """A run of yesterday in which everybody has the same points, by what two holders hold; and a proposal from it."""
    line = {"label": "Made up", "weight": "1", "cap": "10", "parameters": {}, "description": ""}
    found = ("offences_12m", "intelligence_6m")
    lines = cohort.MatrixLine.objects.bulk_create(
        [
            cohort.MatrixLine(scheme=world.north, matrix="local", matrix_version=1, criterion=name, weight=1, cap=10)
            for name in found
        ]
    )
    made = {"made_at": world.now - DAY, "made_by": world.capacity["coordinator"]}
    world.run = cohort.SelectionRun.objects.create(
        scheme=world.north,
        number=1,
        ranking="main",
        matrix="local",
        matrix_version=1,
        as_of=world.today - DAY,
        capacity=3,
        lines=[{"criterion": one.criterion, **line} for one in lines],
        sources={name: [world.agency["west"].pk, world.agency["refuge"].pk] for name in found},
        **made,
    )
    cohort.RunScore.objects.bulk_create(
        [
            cohort.RunScore(
                run=world.run,
                person=person,
                rank=rank,
                total=6,
                provisional=False,
                on_scheme=True,
                above_line=rank <= 3,
                status="licence",
                found=[3, 3],
                points=[3, 3],
            )
            for rank, person in enumerate(world.person.values(), start=1)
            if person.scheme_id == world.north.pk
        ]
    )
    weights = {name: ["1", "10"] for name in found}
    world.proposal = cohort.Proposal.objects.create(run=world.run, weights=weights, capacity=2, reason="Two", **made)


def _request(world):
    """A request of the person to see what is held, the part of one agency in it, and one thing kept back."""
    person, taken_by = world.person["own"], world.capacity["governance"]
    request = world.plant(
        SubjectRequest(
            scheme=world.north,
            number=1,
            person=person,
            channel="letter",
            received_on=world.today - 20 * DAY,
            extended_on=world.today,
            identity="known",
            taken_by=taken_by,
        )
    )
    world.plant(RequestQuestion(request=request, asked_on=world.today - 10 * DAY)).person = person
    part = world.plant(
        RequestPart(
            request=request, scheme=world.north, agency=world.agency["health"], person=person, regime="gdpr", items=1
        )
    )
    world.plant(
        ItemDecision(
            part=part,
            agency=world.agency["health"],
            person=person,
            item="casework.contact:1",
            decision="withhold",
            ground="others",
            review_on=world.today + 90 * DAY,
            decided_by=taken_by,
            decided_on=world.today,
        )
    )


def _retention(world):
    """What is kept and why: a review, a hold that was lifted, and a disposal that a second person refused."""
    by, agency = world.capacity["governance"], world.agency["west"]
    about = {"scheme": world.north, "person": world.person["own"], "agency": agency}
    rule = RetentionRule.objects.filter(scheme=world.north).first() or RetentionRule.objects.create(
        scheme=world.north, code="made", title="Made up", trigger="left", clear_months=72, review_months=60
    )
    world.plant(
        RetentionReview(
            **about,
            rule=rule,
            trigger_on=world.today - 2000 * DAY,
            due_on=world.today,
            decision="keep",
            decided_on=world.today,
            decided_by=by,
        )
    )
    exceptional.kept_or_not(world, rule)
    held = {"placed_on": world.today - 90 * DAY, "placed_by": by, "review_on": world.today}
    world.plant(LegalHold(**about, **held, ended_on=world.today, ended_by=by))
    answered = {"answered_on": world.today, "answered_by": world.capacity["chair"]}
    world.plant(
        Disposal(
            **about,
            number=1,
            rule=rule.code,
            state="refused",
            proposed_on=world.today - DAY,
            proposed_by=by,
            **answered,
        )
    )


# What an emergency opens here: enough to tell it from everything.
OPENED = ("identity", "supervision", "risk", "health", "housing")


def _once(world, relation, holder):
    """What there is at most one of at a time, held by one agency."""
    person, owner = world.person[relation], world.agency[holder]
    common = {"person": person, "owner": owner}
    began = world.today - 200 * DAY
    world.membership[relation] = cohort.Membership(
        **common,
        nominated_by=owner,
        nominated_on=began,
        selected_on=began + DAY,
        tier="ppo",
        strands=["catch_convict"],
    )
    for row in (
        casework.Identity(
            **common, scheme_id=person.scheme_id, date_of_birth=world.today - 10000 * DAY, sex="male", ethnicity="W1"
        ),
        casework.Mappa(**common, mappa_category=2, mappa_level=2),
        casework.DipClient(**common, dip_client=True),
        casework.Address(**common, start=began, kind="settled", out_of_area=True),  # the leaving watch has a card of it
        casework.Status(**common, start=began, status="licence"),
        world.membership[relation],
    ):
        world.plant(row)


# holder: (area of need, pathway) of the need, action and referral each of them holds
AREAS = {
    "west": (
        ("accommodation", "accommodation"),
        ("ete", "ete"),
        ("physical_health", "health"),
        ("drugs", "drugs_alcohol"),
        ("finance", "finance"),
        ("relationships", "families"),
        ("attitudes", "attitudes"),
        ("victims", "victims"),
    ),
    "clinic": (("alcohol", "drugs_alcohol"),),
    "surgery": (("mental_health", "health"),),
    "refuge": (("children_families", "families"),),
    "probation": (("life_skills", "ete"),),
}
AREAS["south"] = AREAS["west"]


def _each(world, relation, holder, place):
    """What every holder has of the person: one record of each kind, and one for each of its areas of life."""
    person, owner, on = world.person[relation], world.agency[holder], world.today - (20 + place) * DAY
    common = {"person": person, "owner": owner}
    # A link comes from the agency that acts; a holder that must not be on the case lets another act.
    acts = owner if holder in (*HOLDERS, "south") else world.agency["west"]
    rows = [
        casework.Job(**common, start=on),
        casework.Allocation(
            **common,
            role="outreach",
            start=on,
            agency=acts,
            user=world.user["colleague_south"] if holder == "south" else None,
        ),
        casework.Order(**common, kind="other", made_on=on, ends_on=world.today + 90 * DAY),
        casework.Enforcement(**common, kind="warning", decided_on=on, agency=acts),
        casework.Offence(
            **common, number=place + 1, offence_code="28A", charged_on=on, outcome="charged", offence_on=on
        ),
        casework.Arrest(**common, arrested_at=_at(on, 17), offence_code="28A", agency=acts),
        casework.Intelligence(**common, received_on=on, number=place + 1),
        casework.RiskAssessment(**common, agency=acts, done_on=on, level="medium"),
        casework.DrugTest(**common, taken_at=_at(world.today, 8, place)),
        PersonTold(**common, told_on=on),
        cohort.AgencyView(**common, agency=acts, given_on=on, concern="some"),
        cohort.Harm(**common, given_on=on, value=2),
        cohort.Score(**common, tool="other", scored_on=on, value=3),
    ]
    for row in rows:
        world.plant(row)
    _nomination(world, relation, common, on)
    (test,) = [row for row in rows if isinstance(row, casework.DrugTest)]
    world.plant(
        casework.DrugTestResult(**common, test=test, setting="licence", result="positive", substances=["opiates"])
    )
    _contact(world, person, owner, _at(world.today, 9, place))
    for number, (area, pathway) in enumerate(AREAS[holder]):
        need = world.plant(pathways.Need(**common, area=area, source="oasys", assessed_on=on, level="some"))
        world.plant(pathways.NeedDetail(**common, need=need, pathway=pathway))
        _action(world, person, owner, acts, 100 * (place + 1) + number, pathway, "in_progress")
        _referral(world, person, owner, acts, pathway, on - number * DAY)


def _nomination(world, relation, common, on):
    """What the holder said of the person, what health alone of all others may read of it, and what a test suggested."""
    by = world.capacity["colleague_south" if relation == "elsewhere" else "chair"]
    nomination = world.plant(
        cohort.Nomination(
            **common, membership=world.membership[relation], nominated_on=on, sent_by=by, strands=["catch_convict"]
        )
    )
    caution = cohort.NominationCaution(**common, nomination=nomination, readers=[world.agency["health"].pk])
    caution.read_by = ("health",)
    world.plant(caution)
    answered = {"state": "put_away", "closed_on": world.today, "closed_by": by}
    drugs = CATEGORIES.index("drugs")
    world.plant(
        cohort.NominationSuggestion(
            **common, category=drugs, kind="positive_test", evidence_on=on, suggested_on=on, **answered
        )
    )


def _at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), LONDON)


def _contact(world, person, owner, at, outcome="attended", user=None):
    contact = world.plant(
        casework.Contact(
            person=person, owner=owner, agency=owner, kind="office", outcome=outcome, planned_for=at, user=user
        )
    )
    code = owner.code if owner.code in AGENCIES else "west"
    category = category_of("casework.contactnote", contact, code)
    world.plant(casework.ContactNote(contact=contact, person=person, owner=owner, category=CATEGORIES.index(category)))


def _action(world, person, owner, agency, number, pathway, status):
    closed = status in ("done", "not_done")
    action = world.plant(
        pathways.Action(
            person=person,
            owner=owner,
            agency=agency,
            number=number,
            pathway=pathway,
            status=status,
            opened_on=world.today - 60 * DAY,
            target_on=world.today - 2 * DAY,
            closed_on=world.today - DAY if closed else None,
            source="conference",
        )
    )
    world.plant(pathways.ActionDetail(action=action, person=person, owner=owner, pathway=pathway))


def _referral(world, person, owner, agency, pathway, on):
    service, _ = pathways.Service.objects.get_or_create(
        agency=agency, name=f"Service of {agency.code} for {pathway}", pathway=pathway
    )
    referral = world.plant(
        pathways.Referral(
            person=person,
            owner=owner,
            service=service,
            pathway=pathway,
            referred_on=on,
            referred_by=owner,
            decision="rejected",
            decided_on=on + DAY,
        )
    )
    world.plant(
        pathways.ReferralDetail(referral=referral, person=person, owner=owner, pathway=pathway, barrier="other")
    )


def _working(world, relation):
    """What puts every asking agency into the relation, and the records such an agency has of its own."""
    person = world.person[relation]
    for place, code in enumerate(ASKING):
        agency = world.agency[code]
        if relation in HELD:
            _contact(world, person, agency, _at(world.today - 3 * DAY, 10, place), "unacceptable_absence")
            if code == "probation":  # which supervises: what it decided of these absences
                decided = {"kind": "recall", "decided_on": world.today - 2 * DAY}
                world.plant(casework.Enforcement(person=person, owner=agency, agency=agency, **decided))
            acts = agency if relation in WORKING else world.agency["west"]
            _action(world, person, agency, acts, 1000 + place, "accommodation", "in_progress")
        if relation in ("own", "excluded", "team", "former"):
            mine = world.user.get(
                code if code in PERSONAS else "mentor" if code == "mentoring" else f"colleague_{code}"
            )
            world.plant(
                casework.Allocation(
                    person=person,
                    owner=agency,
                    agency=agency,
                    role="key_worker",
                    start=world.today - (100 + place) * DAY,
                    end=world.today if relation == "former" else None,
                    user=world.user[f"colleague_{code}"] if relation == "team" else mine,
                )
            )


def _meetings(world):
    """One to come for each person, to which those on the case are invited; and one that was held by each holder's review."""
    world.meeting, world.item = {}, {}
    numbers = {world.north.pk: itertools.count(1), world.south.pk: itertools.count(1)}
    for place, (relation, person) in enumerate(world.person.items()):
        scheme = person.scheme
        meeting = reviews.Meeting(
            scheme=scheme,
            number=next(numbers[scheme.pk]),
            kind="case_conference",
            held_on=world.today + (7 + place) * DAY,
            starts_at=time(10),
            place="Town Hall",
        )
        guests = [*HOLDERS, *ASKING] if relation in WORKING else ["south"] if relation == "elsewhere" else HOLDERS
        world.put(meeting)
        meeting.guests = [
            world.plant(reviews.Attendance(meeting=meeting, agency=world.agency[code], invited_on=world.today - DAY))
            for code in guests
        ]
        item = world.plant(reviews.AgendaItem(meeting=meeting, person=person, position=1))
        world.meeting[relation], world.item[relation] = meeting, item
        for back, holder in enumerate(_holders(relation)):
            held = world.put(
                reviews.Meeting(
                    scheme=scheme,
                    number=next(numbers[scheme.pk]),
                    kind="case_conference",
                    held_on=world.today - (30 + 10 * place + back) * DAY,
                )
            )
            world.plant(
                reviews.Review(
                    meeting=held,
                    person=person,
                    owner=world.agency[holder],
                    next_review_on=world.today + 20 * DAY,
                )
            )


def _panels(world):
    """A panel to come on each person, with the guests of the meeting: what each wrote, what was decided, who stood where."""
    world.panel, world.panel_item, world.panel_decision = {}, {}, {}
    memberships = {it.person_id: it for it, _ in world.made if it._meta.label_lower == "cohort.membership"}
    for place, (relation, person) in enumerate(world.person.items()):
        panel = cohort.Panel(
            scheme=person.scheme, number=500 + place, held_on=world.today + (8 + place) * DAY, place="Town Hall"
        )
        world.put(panel)
        panel.guests = [
            world.plant(cohort.PanelSeat(panel=panel, agency=guest.agency, invited_on=world.today - DAY))
            for guest in world.meeting[relation].guests
        ]
        item = world.plant(cohort.PanelItem(panel=panel, person=person, position=1, why="added"))
        owner = world.agency["south" if relation == "elsewhere" else "police"]
        decision = cohort.PanelDecision(
            item=item, person=person, owner=owner, membership=memberships[person.pk], membership_version=1,
            outcome="leave", suggested="keep", criterion="moved_away", state="decided", decided_at=world.now,
            decided_by=world.capacity["colleague_south" if relation == "elsewhere" else "colleague_police"],
        )  # fmt: skip
        world.plant(decision)
        world.panel[relation], world.panel_item[relation], world.panel_decision[relation] = panel, item, decision
        for seat in panel.guests:
            about = {"person": person, "owner": seat.agency}
            world.plant(cohort.PanelParagraph(item=item, **about))
            world.plant(cohort.PanelPosition(decision=decision, position="oppose", **about))


def _derived(world, everyone):
    """Rows that the product makes from others; the oracle knows them as it knows those they come from."""
    for model in (casework.OffendingSummary, casework.SearchAlias, casework.SearchName):
        world.made += [(row, {}) for row in model.objects.filter(person__in=everyone)]


def _told(world):
    """Rows and canaries by name, the facts as the reference model wants them, and the oracle over both."""
    relation = {person.pk: name for name, person in world.person.items()}
    code = {agency.pk: name for name, agency in world.agency.items()}
    world.rows = []
    for it, words in world.made:
        kind = it._meta.label_lower
        person = it if kind == "casework.person" else getattr(it, "content_object", None) or getattr(it, "person", None)
        owner = code.get(getattr(it, "agency_id" if kind in NAMING else "owner_id", None), "")
        about = relation.get(person.pk) if person is not None else None
        row = Row(kind, about, owner, category_of(kind, it, owner), it)
        if about:
            world.rows.append(row)
        world.texts |= {word: Text(row, field) for word, field in words.items()}
    world.relation_of = relation
    world.by_id = {(row.kind, row.pk): row for row in world.rows}
    world.beside = {
        (parent, getattr(row.it, column)): row
        for row in world.rows
        for detail, (parent, column) in PARENT.items()
        if row.kind == detail
    }
    world.numbers = {word for word, text in world.texts.items() if text.field in NUMBERS}
    facts = _facts(world, relation, code)
    world.facts, world.oracle = facts, Oracle(facts, world.rows, world.now)


def _facts(world, relation, code):
    by_user = {user.pk: name for name, user in world.user.items()}
    named = [
        SimpleNamespace(
            person=relation[one.content_object.pk],
            agency=code[one.agency_id],
            user=by_user[one.user_id],
            starts_at=one.starts_at,
            ends_at=one.ends_at,
        )
        for one in world.exceptions.named
    ]
    return SimpleNamespace(
        agencies=list(world.agency),
        people=list(world.person),
        scheme_of={name: "south" if name == "south" else "north" for name in world.agency},
        scheme_of_person={name: "south" if name == "elsewhere" else "north" for name in world.person},
        links=links_of(world.rows) + named,
        agreements=world.agreements,
        consents=[
            SimpleNamespace(
                person=relation[one.person_id],
                category=None if one.category is None else CATEGORIES[one.category],
                to_agency=one.to_agency and one.to_agency.code,
                given_on=one.given_on,
                withdrawn_on=one.withdrawn_on,
                expires_on=one.expires_on,
            )
            for one in world.consents
        ],
        disclosures=[
            SimpleNamespace(
                person=relation[one.person_id],
                owner=code[one.owner_id],
                to_agency=code[one.to_agency_id],
                category=CATEGORIES[one.category],
                level=one.level,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
            )
            for one in world.exceptions.disclosures
        ],
        emergencies=[
            SimpleNamespace(
                person=relation[one.person_id],
                user=by_user[one.user_id],
                agency=code[one.agency_id],
                categories=set(OPENED),
                starts_at=one.starts_at,
                ends_at=one.ends_at,
            )
            for one in world.exceptions.emergencies
        ],
        exclusions=[
            SimpleNamespace(
                person=relation[one.person_id], user=by_user[one.user_id], starts_at=one.starts_at, ends_at=one.ends_at
            )
            for one in world.exceptions.exclusions
        ],
        records=[row for row in world.rows if row.category and row.owner and row.kind not in ABOUT_SHARING],
    )

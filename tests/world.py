"""The standing cast of the tests: two schemes, their agencies, people who sign in, and three people on the schemes.

Jordan Ellis is the person most tests are about. On the case: Alice (probation), Pete (police), Dee (drug treatment),
Hal (housing, through an action). Bob (another housing agency) works with Kerry Ward, Carol in another scheme. Dora
co-ordinates, Cherie chairs; Steve, Gina, Anna, Adam and Dan have the roles that meet nobody on the list. What may pass is
the Wakefield protocol: most in full, offending and drugs at summary, drugs with consent, intelligence between police and
probation. Everything is made in one bulk statement a table, with dates around the day of the test.
"""

from datetime import datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils.crypto import get_random_string
from django.utils.timezone import localdate

from casework import models as casework
from casework.changes import refresh
from cohort.models import MatrixLine, Membership, Nomination, Proposal, RunScore, SelectionRun
from pathways import models as pathways
from reviews import models as reviews
from sharing import links
from sharing.looking import looking_as_nobody
from sharing.models import Agency, Agreement, AgreementRule, Capacity, Consent, Officer, Scheme, User
from sharing.permissions import Role
from sharing.policy import Category, Level
from sharing.viewer import signed_in

PASSWORD = "only-for-tests-2007"
LONDON = ZoneInfo("Europe/London")

AGENCIES = {
    "police": ("Northside Police", "police"),
    "probation": ("Northside Probation", "probation"),
    "prison": ("HMP Leeds", "prison"),
    "safety": ("Northside Community Safety", "community_safety"),
    "housing": ("Northside Homes", "housing"),
    "hostel": ("Gatehouse Hostel", "housing"),
    "drugs": ("Northside Recovery", "drug_treatment"),
}

# name: (full name, agency, role, job title)
CAST = {
    "alice": ("Alice Reed", "probation", Role.PRACTITIONER, "Offender manager"),
    "pete": ("Pete Marsh", "police", Role.PRACTITIONER, "Police offender manager"),
    "hal": ("Hal Osei", "housing", Role.PRACTITIONER, "Housing officer"),
    "dee": ("Dee Lowe", "drugs", Role.PRACTITIONER, "Drug worker"),
    "bob": ("Bob Pike", "hostel", Role.PRACTITIONER, "Hostel manager"),
    "pru": ("Pru Wells", "prison", Role.PRACTITIONER, "Prison liaison"),
    "dora": ("Dora Nair", "police", Role.COORDINATOR, "PPO co-ordinator"),
    "cherie": ("Cherie Holt", "safety", Role.CHAIR, "PPO manager"),
    "steve": ("Steve Vane", "safety", Role.STEERING, "Head of service"),
    "gina": ("Gina Frost", "police", Role.GOVERNANCE, "Information governance lead"),
    "anna": ("Anna Birch", "safety", Role.ANALYST, "Analyst"),
    "adam": ("Adam Quill", "safety", Role.ADMINISTRATOR, "Administrator"),
    "dan": ("Dan Stone", "police", Role.DUTY, "Custody sergeant"),
}

# category: (level, needs consent): what every agency of the protocol gives every other
PROTOCOL = {
    Category.IDENTITY: (Level.FULL, False),
    Category.ENGAGEMENT: (Level.FULL, False),
    Category.SUPERVISION: (Level.FULL, False),
    Category.PLAN: (Level.FULL, False),
    Category.CONFERENCE: (Level.FULL, False),
    Category.NEEDS: (Level.FULL, False),
    Category.HOUSING: (Level.FULL, False),
    Category.EMPLOYMENT: (Level.FULL, False),
    Category.OFFENDING: (Level.SUMMARY, False),
    Category.DRUGS: (Level.SUMMARY, True),
    Category.FAMILY: (Level.SUMMARY, True),
    Category.FINANCE: (Level.SUMMARY, True),
}


def made():
    """The world, as a namespace of rows by name. Call it inside `looking_as_system()`."""
    world = SimpleNamespace(today=localdate(), nowhere=SimpleNamespace(key="nwhere234567"))  # a row that is not there
    _schemes(world)
    _cast(world)
    _agreements(world)
    _people(world)
    _supervision(world)
    _plan(world)
    _contacts(world)
    _offending(world)
    _health_and_home(world)
    _meeting(world)
    _selection(world)
    everyone = [world.person.pk, world.other.pk, world.elsewhere.pk]
    links.sync(everyone)
    refresh(people=everyone, today=world.today)
    return world


def moment(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), LONDON)


def _schemes(world):
    world.scheme, world.other_scheme = Scheme.objects.bulk_create(
        [
            Scheme(code="NORTH", name="Northside PPO scheme", area="Northside", size="small", capacity=20),
            Scheme(code="SOUTH", name="Southside PPO scheme", area="Southside", size="small", capacity=20),
        ]
    )
    agencies = [
        Agency(scheme=world.scheme, code=name, name=title, kind=kind, position=place, phone=f"01632 9600{place:02}")
        for place, (name, (title, kind)) in enumerate(AGENCIES.items(), start=1)
    ]
    agencies.append(Agency(scheme=world.other_scheme, code="police", name="Southside Police", kind="police"))
    *own, world.south = Agency.objects.bulk_create(agencies)
    for agency in own:
        setattr(world, agency.code, agency)
    world.prison.establishment = "LEI"
    world.scheme.lead_agency, world.other_scheme.lead_agency = world.police, world.south
    Agency.objects.bulk_update([world.prison], ["establishment"])
    Scheme.objects.bulk_update([world.scheme, world.other_scheme], ["lead_agency"])


def _cast(world):
    password = make_password(PASSWORD)
    cast = {name: (title, getattr(world, agency), role, job) for name, (title, agency, role, job) in CAST.items()}
    cast["carol"] = ("Carol Dean", world.south, Role.PRACTITIONER, "Police offender manager")
    users = User.objects.bulk_create(
        [User(email=f"{name}@north.example", name=row[0], password=password) for name, row in cast.items()]
    )
    Capacity.objects.bulk_create(
        [
            Capacity(user=user, agency=agency, role=role, job_title=job)
            for user, (_, agency, role, job) in zip(users, cast.values(), strict=True)
        ]
    )
    for name, user in zip(cast, users, strict=True):
        setattr(world, name, user)


def _agreements(world):
    began = world.today - timedelta(days=800)
    protocol, joint, treatment = Agreement.objects.bulk_create(
        [
            Agreement(
                scheme=world.scheme,
                code=code,
                title=title,
                lawful_basis="Crime and Disorder Act 1998 s.115",
                every_agency=code == "ISP1",
                starts_on=began,
            )
            for code, title in (
                ("ISP1", "Information sharing protocol"),
                ("ISP2", "Joint offender management"),
                ("ISP3", "Treatment results to offender managers"),
            )
        ]
    )
    world.agreement, world.joint_agreement, world.treatment_agreement = protocol, joint, treatment
    world.to_sign = protocol
    world.officer = Officer.objects.create(agency=world.police, user=world.gina)
    joint.parties.set([world.police, world.probation])
    treatment.parties.set([world.drugs, world.police, world.probation])
    passes = [(protocol, None, None, category, *how) for category, how in PROTOCOL.items()]
    for giver, taker in ((world.police, world.probation), (world.probation, world.police)):
        for category in (Category.OFFENDING, Category.INTELLIGENCE, Category.RISK):
            passes.append((joint, giver, taker, category, Level.FULL, False))
    for taker in (world.police, world.probation):
        passes.append((treatment, world.drugs, taker, Category.DRUGS, Level.FULL, True))
    world.rule, *_ = AgreementRule.objects.bulk_create(
        [
            AgreementRule(
                agreement=agreement,
                from_agency=giver,
                to_agency=taker,
                category=category,
                level=level,
                needs_consent=consent,
                basis="consent" if consent else "cda115",
                confidentiality="explicit_consent" if category == Category.DRUGS else "",
            )
            for agreement, giver, taker, category, level, consent in passes
        ]
    )


def _people(world):
    people = (
        ("person", world.scheme, world.police, "N001", "Ellis", "Jordan"),
        ("other", world.scheme, world.police, "N002", "Ward", "Kerry"),
        ("elsewhere", world.other_scheme, world.south, "S001", "Shah", "Imran"),
    )
    rows = casework.Person.objects.bulk_create(
        [
            casework.Person(
                scheme=scheme,
                owner=owner,
                ref=ref,
                family_name=family,
                given_names=given,
                status="licence",
                area="Northgate",
                next_review_on=world.today + timedelta(days=4),
            )
            for _, scheme, owner, ref, family, given in people
        ]
    )
    for (name, *_), row in zip(people, rows, strict=True):
        setattr(world, name, row)
    world.supervised = world.person
    casework.Identity.objects.bulk_create(
        [
            casework.Identity(
                person=world.person,
                owner=world.police,
                scheme=world.scheme,
                date_of_birth=world.today.replace(year=world.today.year - 28, month=5, day=3),
                sex="male",
                ethnicity="W1",
                pnc_id="1998/0123456X",
                aliases=["Jordan Elis", "Jojo Ellis"],
            ),
            casework.Identity(person=world.other, owner=world.police, scheme=world.scheme, sex="female"),
        ]
    )
    on = world.today - timedelta(days=318)
    Membership.objects.bulk_create(
        [
            Membership(
                person=person,
                owner=owner,
                nominated_by=owner,
                nominated_on=on - timedelta(days=30),
                selected_on=on,
                tier="ppo",
                strands=["catch_convict", "rehabilitate_resettle"],
            )
            for person, owner in (
                (world.person, world.police),
                (world.other, world.police),
                (world.elsewhere, world.south),
            )
        ]
    )
    world.consent = Consent.objects.create(
        person=world.person, owner=world.police, category=Category.DRUGS, given_on=world.today - timedelta(days=300)
    )


def _supervision(world):
    began = world.today - timedelta(days=200)
    world.status, *_ = casework.Status.objects.bulk_create(
        [
            casework.Status(person=person, owner=owner, start=began, status="licence")
            for person, owner in (
                (world.person, world.probation),
                (world.other, world.probation),
                (world.elsewhere, world.south),
            )
        ]
    )
    allocated = (
        (world.person, "probation_om", world.alice, world.probation),
        (world.person, "police_om", world.pete, world.police),
        (world.person, "drug_worker", world.dee, world.drugs),
        (world.other, "key_worker", world.bob, world.hostel),
        (world.elsewhere, "police_om", world.carol, world.south),
    )
    casework.Allocation.objects.bulk_create(
        [
            casework.Allocation(person=person, owner=agency, agency=agency, role=role, user=user, start=began)
            for person, role, user, agency in allocated
        ]
    )


def _plan(world):
    day = timedelta(days=1)
    written = (
        ("action", "accommodation", world.probation, world.alice, "in_progress", -6, "Get ID for tenancy"),
        ("housing_action", "accommodation", world.housing, world.hal, "not_started", 9, "Find a supported flat"),
        ("drugs_action", "drugs_alcohol", world.drugs, world.dee, "in_progress", 16, "Start a methadone script"),
        ("next_action", "ete", world.probation, world.alice, "not_started", 20, "Book a basic skills test"),
        ("done_action", "attitudes", world.probation, world.alice, "done", -30, "Finish the thinking skills course"),
    )
    actions = pathways.Action.objects.bulk_create(
        [
            pathways.Action(
                person=world.person,
                owner=agency,
                number=number,
                pathway=pathway,
                agency=agency,
                user=user,
                opened_on=world.today - 60 * day,
                target_on=world.today + target * day,
                status=status,
                closed_on=world.today - 33 * day if status == "done" else None,
                source="conference",
            )
            for number, (_, pathway, agency, user, status, target, _) in enumerate(written, start=1)
        ]
    )
    pathways.ActionDetail.objects.bulk_create(
        [
            pathways.ActionDetail(action=row, person=world.person, owner=row.owner, pathway=row.pathway, text=words[-1])
            for row, words in zip(actions, written, strict=True)
        ]
    )
    for row, (name, *_) in zip(actions, written, strict=True):
        setattr(world, name, row)

    found = (
        ("accommodation", "accommodation", "oasys", "severe", world.probation, "Sleeps on a friend's sofa"),
        ("drugs", "drugs_alcohol", "oasys", "some", world.probation, "Heroin most days"),
        ("finance", "finance", "oasys", "none", world.probation, "No debts known"),
        ("ete", "ete", "self_report", "some", world.police, "Wants to learn plastering"),
    )
    needs = pathways.Need.objects.bulk_create(
        [
            pathways.Need(
                person=world.person,
                owner=owner,
                area=area,
                source=source,
                level=level,
                assessed_on=world.today - 90 * day,
            )
            for area, _, source, level, owner, _ in found
        ]
    )
    pathways.NeedDetail.objects.bulk_create(
        [
            pathways.NeedDetail(need=need, person=world.person, owner=need.owner, pathway=row[1], detail=row[-1])
            for need, row in zip(needs, found, strict=True)
        ]
    )
    world.service = pathways.Service.objects.create(
        agency=world.housing, name="Supported flats", pathway="accommodation"
    )
    world.referral = pathways.Referral.objects.create(
        person=world.person,
        owner=world.probation,
        service=world.service,
        pathway="accommodation",
        referred_on=world.today - 6 * day,
        referred_by=world.probation,
        decision="waiting",
    )


def _contacts(world):
    day = timedelta(days=1)
    planned = (
        ("contact", 0, 10, world.probation, world.alice, "office", "planned", ""),
        ("unrecorded_contact", -1, 14, world.probation, world.alice, "home_visit", "planned", ""),
        ("kept_contact", -7, 10, world.probation, world.alice, "office", "attended", "Talked about the tenancy"),
        ("missed_contact", -14, 10, world.probation, world.alice, "office", "unacceptable_absence", "No call, no show"),
        ("drugs_contact", -2, 11, world.drugs, world.dee, "office", "attended", "Wants to reduce the dose"),
    )
    contacts = casework.Contact.objects.bulk_create(
        [
            casework.Contact(
                person=world.person,
                owner=agency,
                agency=agency,
                user=user,
                kind=kind,
                outcome=outcome,
                planned_for=moment(world.today + days * day, hour),
            )
            for _, days, hour, agency, user, kind, outcome, _ in planned
        ]
    )
    for row, (name, *_) in zip(contacts, planned, strict=True):
        setattr(world, name, row)
    casework.ContactNote.objects.bulk_create(
        [
            casework.ContactNote(
                contact=row,
                person=world.person,
                owner=row.owner,
                category=Category.DRUGS if row.owner == world.drugs else Category.SUPERVISION,
                note=words[-1],
            )
            for row, words in zip(contacts, planned, strict=True)
            if words[-1]
        ]
    )


def _offending(world):
    day = timedelta(days=1)
    common = {"person": world.person, "owner": world.police}
    world.offences = casework.Offence.objects.bulk_create(
        [
            casework.Offence(
                **common,
                number=number,
                offence_code=code,
                offence_on=world.today - (ago + 20) * day,
                charged_on=world.today - ago * day,
                outcome=outcome,
                outcome_on=None if outcome == "charged" else world.today - (ago - 30) * day,
                breach=False,
                place="Market Street",
            )
            for number, (code, ago, outcome) in enumerate(
                [("28A", 500, "convicted"), ("30A", 430, "convicted"), ("105A", 90, "charged")], start=1
            )
        ]
    )
    world.arrest = casework.Arrest.objects.create(
        **common, arrested_at=moment(world.today - 92 * day, 17, 38), offence_code="105A", agency=world.police
    )
    world.intelligence = casework.Intelligence.objects.create(
        **common, received_on=world.today - 40 * day, number=1, summary="Said to be meeting known burglars"
    )
    world.risk = casework.RiskAssessment.objects.create(
        person=world.person,
        owner=world.probation,
        agency=world.probation,
        done_on=world.today - 50 * day,
        level="medium",
        summary="Risk to former partner",
    )


def _health_and_home(world):
    world.address = casework.Address.objects.create(
        person=world.person,
        owner=world.probation,
        start=world.today - timedelta(days=200),
        lines="12 Example Street",
        postcode="ZZ99 3VZ",
        kind="temporary",
        ward="Northgate",
    )
    world.drug_test = casework.DrugTest.objects.create(
        person=world.person, owner=world.drugs, taken_at=moment(world.today - timedelta(days=3), 9, 30)
    )
    casework.DrugTestResult.objects.create(
        test=world.drug_test,
        person=world.person,
        owner=world.drugs,
        setting="licence",
        result="positive",
        substances=["opiates"],
    )


def _meeting(world):
    """A conference next week about Jordan, to which those on the case are invited."""
    world.meeting = reviews.Meeting.objects.create(
        scheme=world.scheme,
        number=1,
        kind="case_conference",
        held_on=world.today + timedelta(days=7),
        starts_at=time(10),
        chair=world.cherie,
        place="Northside Town Hall",
    )
    world.item = reviews.AgendaItem.objects.create(
        meeting=world.meeting, person=world.person, position=1, slot_at=time(10)
    )
    reviews.Attendance.objects.bulk_create(
        [
            reviews.Attendance(meeting=world.meeting, agency=getattr(world, code), invited_on=world.today)
            for code in ("police", "probation", "housing", "drugs")
        ]
    )


def viewer_of(user):
    """The user as pages and changes know them."""
    return signed_in(user)


class Visitor(Client):
    """A browser of the tests. What the server does for it, it does as nobody until the gate says who looks."""

    def request(self, **request):
        with looking_as_nobody():
            return super().request(**request)

    def send(self, address, fields=None, **extra):
        """POST a form of ours: with the number used once that every form carries."""
        return self.post(address, {"form_id": get_random_string(22), **(fields or {})}, **extra)


def client_of(user=None):
    """A browser signed in as this user, second step included; of nobody without one."""
    visitor = Visitor()
    if user is not None:
        with looking_as_nobody():
            visitor.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = visitor.session
            session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()
    return visitor


# criterion: (label, weight, cap, what Jordan has), all of it owned by one agency
MATRIX = {
    "offences_12m": ("Offences", 3, 30, 1, "police"),
    "drug_test_positive": ("Positive or refused drug tests", 5, 10, 1, "drugs"),
    "intelligence_6m": ("Intelligence reports", 2, 10, 1, "police"),
}


def _selection(world):
    """A run of yesterday: Jordan Ellis has 10 points and rank 1, Kerry Ward none; and a proposal from it."""
    lines = [
        {"criterion": name, "label": label, "weight": str(weight), "cap": str(cap), "parameters": {}, "description": ""}
        for name, (label, weight, cap, *_) in MATRIX.items()
    ]
    MatrixLine.objects.bulk_create(
        [
            MatrixLine(scheme=world.scheme, matrix="local", matrix_version=1, criterion=name, weight=weight, cap=cap)
            for name, (_, weight, cap, *_) in MATRIX.items()
        ]
    )
    dora = Capacity.objects.get(user=world.dora)
    membership = Membership.objects.get(person=world.person)
    world.nomination = world.own_nomination = Nomination.objects.create(
        person=world.person,
        owner=world.police,
        membership=membership,
        nominated_on=membership.nominated_on,
        sent_by=dora,
        reason="Arrested four times since spring",
        strands=membership.strands,
    )
    world.run = SelectionRun.objects.create(
        scheme=world.scheme,
        number=1,
        ranking="main",
        matrix="local",
        matrix_version=1,
        as_of=world.today - timedelta(days=1),
        capacity=1,
        lines=lines,
        sources={name: [getattr(world, owner).pk] for name, (*_, owner) in MATRIX.items()},
        made_at=moment(world.today - timedelta(days=1), 9),
        made_by=dora,
    )
    RunScore.objects.bulk_create(
        [
            RunScore(
                run=world.run,
                person=person,
                rank=rank,
                total=sum(points),
                provisional=False,
                on_scheme=True,
                above_line=rank == 1,
                status="licence",
                found=found,
                points=points,
            )
            for rank, (person, found, points) in enumerate(
                [(world.person, [1, 1, 1], [3, 5, 2]), (world.other, [0, 0, 0], [0, 0, 0])], start=1
            )
        ]
    )
    world.proposal = Proposal.objects.create(
        run=world.run,
        weights={name: [str(weight), str(cap)] for name, (_, weight, cap, *_) in MATRIX.items()},
        capacity=2,
        reason="Two can be looked after",
        made_at=world.run.made_at,
        made_by=dora,
    )

"""Every sheet of the interchange: its columns in order, what each may hold, its key, and the rules inside one row.

This is `docs/interchange.md` as data; the codes are those of the models, in the same order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from casework import identifiers, reference
from casework.models import (
    Address,
    Allocation,
    Contact,
    DrugTestResult,
    Enforcement,
    Offence,
    Order,
    RiskAssessment,
    Sex,
    Status,
)
from cohort.models import AgencyView, MatrixLine, Membership, Score
from pathways.models import Action, Area, Need, Pathway, Referral, ReferralDetail
from ppo.interchange import row_rules
from ppo.interchange.cells import (
    FREE,
    Amount,
    At,
    Cell,
    Choice,
    Choices,
    Date,
    Email,
    Key,
    Listed,
    Names,
    Number,
    Parameters,
    Points,
    PointsToMany,
    PointsToNumber,
    Text,
    Whole,
    YesNo,
)
from reviews.models import Attendance, Meeting
from sharing.models import Agency, AgreementRule, Scheme
from sharing.permissions import Role
from sharing.policy import Category
from sharing.rules import SETTINGS


@dataclass(frozen=True)
class Column:
    name: str
    cell: Cell
    required: bool = False
    is_key: bool = False
    always_there: bool = False  # the column has to be there although its cells may be empty


@dataclass(frozen=True)
class Sheet:
    """`spell` are the columns of a period of which a person has one at a time. `owned` sheets end with `owner`."""

    name: str
    columns: tuple[Column, ...]
    rules: tuple[row_rules.Rule, ...] = ()
    spell: tuple[str, str] | None = None
    owned: bool = False

    @cached_property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.is_key)

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    def key_of(self, values: Mapping[str, object]) -> tuple:
        """The key of a row in the form in which keys are compared."""
        return tuple(self.by_name[name].cell.identity(values[name]) for name in self.key)


def key(name: str, cell: Cell) -> Column:
    return Column(name, cell, required=True, is_key=True)


def must(name: str, cell: Cell) -> Column:
    return Column(name, cell, required=True)


def may(name: str, cell: Cell) -> Column:
    return Column(name, cell)


def codes(choices) -> tuple[str, ...]:
    return tuple(choices.values)


def choice(choices) -> Choice:
    return Choice(codes(choices))


free = Text(FREE)
short = Text()
code = Key()
date = Date()
flag = YesNo()
count = Whole(0)
number = Whole(1)
person = Points("people")
agency = Points("agencies", fold=True)
agency_or_all = Points("agencies", fold=True, star=True)
user = Points("users", fold=True)
conference = PointsToNumber(target="conferences")
establishment = Listed(reference.prisons, "an establishment of the prison register")
offence_code = Listed(reference.offence_classes, "a class of the offence list")
pathway = choice(Pathway)
CATEGORIES = tuple(category.code for category in Category)


def about_person(name: str, *columns: Column, **more) -> Sheet:
    """A sheet of records of people: `ref` comes first, `owner` last."""
    return Sheet(name, (key("ref", person), *columns, may("owner", agency)), owned=True, **more)


_ALL = (
    Sheet(
        "scheme",
        (
            key("code", code),
            must("name", short),
            may("area", short),
            may("size", choice(Scheme.Size)),
            may("capacity", number),
            may("lead_agency", agency),
        ),
    ),
    Sheet("settings", (key("name", Choice(tuple(SETTINGS))), must("value", Amount())), (row_rules.setting_in_range(),)),
    Sheet(
        "agencies",
        (
            key("code", Key(fold=True)),
            must("name", short),
            must("kind", choice(Agency.Kind)),
            may("establishment", establishment),
            may("acting_for", agency),
            may("phone", short),
        ),
    ),
    Sheet(
        "users",
        (
            key("email", Email()),
            must("name", short),
            must("agency", agency),
            must("role", choice(Role)),
            may("job_title", short),
            may("phone", short),
        ),
    ),
    Sheet(
        "people",
        (
            key("ref", code),
            must("family_name", short),
            may("given_names", short),
            may("date_of_birth", date),
            may("died_on", date),
            may("first_sanction_on", date),
            may("sanctions_total", count),
            may("sex", choice(Sex)),
            may("ethnicity", Listed(reference.ethnicities, "a code of the ethnicity list")),
            may("pnc_id", Number(identifiers.canonical_pnc, dated=True)),
            may("cro_number", Number(identifiers.canonical_cro)),
            may("prison_number", Number(identifiers.canonical_prison_number)),
            may("crn", Number(identifiers.canonical_crn)),
            may("dip_client", flag),
            may("deter_young_offender", flag),
            may("mappa_category", Whole(1, 4)),
            may("mappa_level", Whole(1, 3)),
            may("aliases", Names()),
            may("owner", agency),
        ),
        (row_rules.in_order("date_of_birth", "died_on"), row_rules.together("mappa_category", "mappa_level")),
        owned=True,
    ),
    about_person(
        "addresses",
        key("start", date),
        may("end", date),
        may("lines", free),
        may("postcode", Text(40)),
        must("kind", choice(Address.Kind)),
        may("out_of_area", flag),
        may("ward", short),
        rules=(row_rules.before("start", "end"),),
        spell=("start", "end"),
    ),
    about_person(
        "memberships",
        key("nominated_on", date),
        must("nominated_by", agency),
        may("strands", Choices(codes(Membership.Strand))),
        may("tier", choice(Membership.Tier)),
        may("basis", choice(Membership.Basis)),
        may("selected_on", date),
        may("stepped_down_on", date),
        may("kept_on", date),
        may("deselected_on", date),
        may("deselection_criterion", choice(Membership.Criterion)),
        may("reason", free),
        rules=(
            row_rules.in_order("nominated_on", "selected_on", "deselected_on"),
            row_rules.together("deselected_on", "deselection_criterion"),
            row_rules.only_with("tier", "selected_on"),
            row_rules.not_selected(),
        ),
        spell=("nominated_on", "deselected_on"),
    ),
    about_person(
        "statuses",
        key("start", date),
        may("end", date),
        must("status", choice(Status.Kind)),
        may("establishment", establishment),
        may("sentence_months", count),
        may("release_on", date),
        rules=(row_rules.before("start", "end"),),
        spell=("start", "end"),
    ),
    about_person(
        "allocations",
        key("role", choice(Allocation.Role)),
        key("start", date),
        may("end", date),
        may("user", user),
        must("agency", agency),
        rules=(row_rules.before("start", "end"),),
    ),
    about_person(
        "orders",
        key("kind", choice(Order.Kind)),
        key("made_on", date),
        may("ends_on", date),
        may("pending", flag),
        rules=(row_rules.in_order("made_on", "ends_on"),),
    ),
    about_person(
        "offences",
        key("number", number),
        must("offence_code", offence_code),
        may("offence_on", date),
        may("charged_on", date),
        must("outcome", choice(Offence.Outcome)),
        may("outcome_on", date),
        may("breach", flag),
        may("place", short),
        rules=(
            row_rules.in_order("offence_on", "charged_on", "outcome_on"),
            row_rules.filled_unless("outcome_on", "outcome", ("charged",)),
            row_rules.required_unless("charged_on", "outcome", ("tic", "caution")),
        ),
    ),
    about_person(
        "arrests",
        key("arrested_at", At()),
        may("offence_code", offence_code),
        may("agency", agency),
    ),
    about_person(
        "intelligence",
        key("received_on", date),
        key("number", number),
        must("summary", free),
    ),
    about_person(
        "needs",
        key("area", choice(Area)),
        key("source", choice(Need.Source)),
        key("assessed_on", date),
        must("level", choice(Need.Extent)),
        may("detail", free),
    ),
    about_person(
        "contacts",
        key("planned_for", At()),
        key("agency", agency),
        may("with_agencies", PointsToMany("agencies")),
        may("minutes", count),
        must("kind", choice(Contact.Kind)),
        may("user", user),
        may("place", short),
        must("outcome", choice(Contact.Outcome)),
        may("follow_up", free),
        may("note", free),
    ),
    about_person(
        "drug_tests",
        key("taken_at", At()),
        must("setting", choice(DrugTestResult.Setting)),
        must("result", choice(DrugTestResult.Result)),
        may("substances", Choices(codes(DrugTestResult.Substance))),
        rules=(row_rules.empty_unless("substances", "result", ("positive",)),),
    ),
    about_person(
        "enforcement",
        key("kind", choice(Enforcement.Kind)),
        key("decided_on", date),
        may("agency", agency),
        may("reason", free),
        may("resolved_on", date),
        may("outcome", short),
        rules=(row_rules.in_order("decided_on", "resolved_on"),),
    ),
    Sheet(
        "services",
        (
            key("agency", agency),
            key("name", Key(200)),
            must("pathway", pathway),
            may("criteria", free),
            may("reserved_places", count),
            may("places", count),
            may("target_days", count),
        ),
    ),
    about_person(
        "referrals",
        key("service_agency", agency),
        key("service", Key(200)),
        key("referred_on", date),
        must("referred_by", agency),
        must("decision", choice(Referral.Decision)),
        may("decided_on", date),
        may("barrier", choice(ReferralDetail.Barrier)),
        may("started_on", date),
        may("ended_on", date),
        may("outcome", short),
        rules=(
            row_rules.in_order("referred_on", "decided_on", "started_on", "ended_on"),
            row_rules.filled_unless("decided_on", "decision", ("waiting",)),
            row_rules.filled_if("barrier", "decision", ("rejected",)),
        ),
    ),
    about_person(
        "actions",
        key("number", number),
        must("pathway", pathway),
        must("text", free),
        must("agency", agency),
        may("user", user),
        must("opened_on", date),
        may("target_on", date),
        must("status", choice(Action.Status)),
        may("closed_on", date),
        may("outcome", free),
        may("source", choice(Action.Source)),
        rules=(
            row_rules.in_order("opened_on", "target_on"),
            row_rules.in_order("opened_on", "closed_on"),
            row_rules.filled_if("closed_on", "status", ("done", "not_done", "no_longer_needed")),
        ),
    ),
    Sheet(
        "conferences",
        (
            key("number", number),
            must("kind", choice(Meeting.Kind)),
            must("held_on", date),
            may("chair", user),
            may("place", short),
        ),
    ),
    Sheet(
        "attendance",
        (
            key("conference", conference),
            key("agency", agency),
            may("user", user),
            Column(
                "attended", choice(Attendance.Attended), always_there=True
            ),  # filled once the day has come: `crossing`
            may("contribution", free),
        ),
    ),
    Sheet(
        "reviews",
        (
            key("conference", conference),
            key("ref", person),
            may("person_attended", flag),
            may("person_comment", free),
            may("summary", free),
            may("next_review_on", date),
            may("owner", agency),
        ),
        owned=True,
    ),
    Sheet(
        "agreements",
        (
            key("code", code),
            must("parties", PointsToMany("agencies", star=True)),
            must("title", short),
            must("lawful_basis", short),
            may("purpose", free),
            must("starts_on", date),
            may("review_on", date),
            may("ends_on", date),
        ),
        (row_rules.in_order("starts_on", "review_on"), row_rules.in_order("starts_on", "ends_on")),
    ),
    Sheet(
        "agreement_rules",
        (
            key("agreement", Points("agreements")),
            key("from_agency", agency_or_all),
            key("to_agency", agency_or_all),
            key("category", Choice(CATEGORIES)),
            must("level", Choice(("summary", "full"))),
            must("needs_consent", flag),
            may("basis", choice(AgreementRule.Basis)),
        ),
        (row_rules.not_to_itself(),),
    ),
    about_person(
        "consents",
        key("category", Choice(CATEGORIES, star=True)),
        key("to_agency", agency_or_all),
        key("given_on", date),
        may("withdrawn_on", date),
        may("document", short),
        rules=(row_rules.in_order("given_on", "withdrawn_on"),),
    ),
    Sheet(
        "matrix",
        (
            key("matrix", code),
            key("version", number),
            key("criterion", choice(MatrixLine.Criterion)),
            must("weight", Amount(0)),
            may("cap", Amount(0)),
            may("parameters", Parameters()),
            may("description", free),
        ),
    ),
    about_person(
        "views",
        key("agency", agency),
        key("given_on", date),
        must("concern", choice(AgencyView.Concern)),
        may("reason", free),
    ),
    about_person("harms", key("given_on", date), must("value", Whole(0, 3)), may("reason", free)),
    about_person(
        "scores",
        key("tool", choice(Score.Tool)),
        key("scored_on", date),
        must("value", Amount()),
        may("source", short),
    ),
    about_person(
        "risk_assessments",
        key("agency", agency),
        key("done_on", date),
        may("level", choice(RiskAssessment.Risk)),
        may("summary", free),
    ),
    about_person(
        "jobs",
        key("start", date),
        may("end", date),
        may("employer", short),
        rules=(row_rules.before("start", "end"),),
    ),
    Sheet("cohorts", (key("name", Key(200)), key("ref", person))),
)

SHEETS: Mapping[str, Sheet] = MappingProxyType({sheet.name: sheet for sheet in _ALL})

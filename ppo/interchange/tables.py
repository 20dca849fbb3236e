"""Where the rows of each sheet are kept: one model, and the sibling rows that hold what only `full` may see."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet

from casework import models as casework
from casework.rules import note_category
from cohort import models as cohort
from pathways import models as pathways
from ppo.interchange.bindings import OfCategory, OfLevel, Plain, ToParties, ToRows, ToService, ToServiceAgency, binding
from ppo.interchange.cells import STAR
from ppo.interchange.register import Register
from ppo.interchange.row_rules import filled
from ppo.interchange.sheets import SHEETS
from reviews.models import Attendance, Meeting, Review
from sharing.models import Agency, Agreement, AgreementRule, Consent

Values = Mapping[str, object]
Extra = Callable[[Values, Register], dict[str, object]]


def nothing_more(values: Values, register: Register) -> dict[str, object]:
    return {}


@dataclass(frozen=True)
class Side:
    """A one-to-one sibling that exists while one of its columns is filled; `always` where every row has one."""

    model: type[Model]
    related: str
    columns: tuple[str, ...]
    derived: Extra = nothing_more
    always: bool = False

    def wanted(self, values: Values) -> bool:
        return self.always or any(filled(values[column]) for column in self.columns)


@dataclass(frozen=True)
class Crowd:
    """A many-to-many column: the through table, and its two keys."""

    column: str
    through: type[Model]
    mine: str
    theirs: str
    beside: tuple[str, ...] = ()  # fields of the model that the column is kept in too


class Kept(NamedTuple):
    """One stored row as the interchange sees it: `sides` are the siblings that exist."""

    pk: int
    version: int
    values: dict[str, object]
    sides: frozenset[str]


@dataclass(frozen=True)
class Table:
    """`scheme` is the way from the model to its scheme, `fields` names what is called otherwise than its column."""

    name: str
    model: type[Model]
    scheme: str = "person__scheme"
    fields: Mapping[str, str] = field(default_factory=dict)
    bound: Mapping[str, type[Plain]] = field(default_factory=dict)
    sides: tuple[Side, ...] = ()
    crowd: Crowd | None = None
    derived: Extra = nothing_more
    has_version: bool = True

    @property
    def sheet(self):
        return SHEETS[self.name]

    @cached_property
    def bindings(self) -> dict[str, Plain]:
        """Each column's way of being kept."""
        found = {}
        for column in self.sheet.columns:
            field_name = self.fields.get(column.name, "person" if column.name == "ref" else column.name)
            usual = binding(column, field_name)
            found[column.name] = self.bound.get(column.name, type(usual))(column, usual.names)
        return found

    @cached_property
    def main_columns(self) -> list[str]:
        """Columns kept in fields of the model itself."""
        apart = {self.crowd.column} if self.crowd else set()
        apart |= {name for name, bound in self.bindings.items() if isinstance(bound, (ToService, ToServiceAgency))}
        return [name for name in self.bindings if self.side_of(name) is None and name not in apart]

    def side_of(self, column: str) -> Side | None:
        return next((side for side in self.sides if column in side.columns), None)

    def kept(self, register: Register, **narrow: object) -> Iterator[Kept]:
        """The stored rows of the scheme, in no order."""
        bindings = self.bindings
        paths, places = ["pk", *(["version"] if self.has_version else [])], {}
        for name, bound in bindings.items():
            side = self.side_of(name)
            names = [f"{side.related}__{n}" for n in bound.names] if side else list(bound.names)
            if self.crowd and name == self.crowd.column:
                names = ["crowd", *self.crowd.beside]
            places[name] = slice(len(paths), len(paths) + len(names))
            paths += names
        marks = {side.related: len(paths) + place for place, side in enumerate(self.sides)}
        paths += [f"{side.related}__pk" for side in self.sides]

        for row in self.query(register).filter(**narrow).values_list(*paths).iterator(chunk_size=5_000):
            values = {name: bound.load(row[places[name]], register) for name, bound in bindings.items()}
            there = frozenset(related for related, place in marks.items() if row[place] is not None)
            yield Kept(row[0], row[1] if self.has_version else 1, values, there)

    def query(self, register: Register) -> QuerySet:
        rows = self.model.objects.filter(**{self.scheme: register.scheme})
        if self.crowd:
            crowd = self.crowd.through.objects.filter(**{self.crowd.mine: OuterRef("pk")})
            rows = rows.annotate(crowd=ArraySubquery(crowd.values(self.crowd.theirs)))
        return rows

    def attributes(self, columns: list[str], values: Values, register: Register) -> dict[str, object]:
        """Field values of a model for some of the columns."""
        bindings, found = self.bindings, {}
        for name in columns:
            found |= zip(bindings[name].names, bindings[name].store(values[name], register), strict=True)
        return found


def _of_scheme(values: Values, register: Register) -> dict[str, object]:
    return {"scheme_id": register.scheme.pk}


def _agreement(values: Values, register: Register) -> dict[str, object]:
    return _of_scheme(values, register) | {"every_agency": values["parties"] == STAR}


def _note_category(values: Values, register: Register) -> dict[str, object]:
    owner = register.id_of("agencies", values["owner"])
    return {"category": int(note_category(register.kinds[owner]))}


def _pathway_of_area(values: Values, register: Register) -> dict[str, object]:
    return {"pathway": pathways.AREA_PATHWAY[values["area"]]}


def _pathway(values: Values, register: Register) -> dict[str, object]:
    return {"pathway": values["pathway"]}


def _service(values: Values, register: Register) -> int:
    return register.id_of("services", (values["service_agency"], values["service"]))


def _of_service(values: Values, register: Register) -> dict[str, object]:
    pk = _service(values, register)
    return {"service_id": pk, "pathway": register.pathways[pk]}


def _pathway_of_service(values: Values, register: Register) -> dict[str, object]:
    return {"pathway": register.pathways[_service(values, register)]}


_IDENTITY = (
    "date_of_birth",
    "died_on",
    "first_sanction_on",
    "sanctions_total",
    "sex",
    "ethnicity",
    "pnc_id",
    "cro_number",
    "prison_number",
    "crn",
    "deter_young_offender",
    "aliases",
)

_ALL = (
    Table("agencies", Agency, "scheme", derived=_of_scheme),  # written by `scheme_rows`
    Table(
        "people",
        casework.Person,
        "scheme",
        fields={"ref": "ref"},
        sides=(
            Side(casework.Identity, "identity", _IDENTITY, _of_scheme, always=True),
            Side(casework.Mappa, "mappa", ("mappa_category", "mappa_level")),
            Side(casework.DipClient, "dip", ("dip_client",)),
        ),
        derived=_of_scheme,
    ),
    Table("addresses", casework.Address),
    Table("memberships", cohort.Membership),
    Table("statuses", casework.Status),
    Table("allocations", casework.Allocation),
    Table("orders", casework.Order),
    Table("offences", casework.Offence),
    Table("arrests", casework.Arrest),
    Table("intelligence", casework.Intelligence),
    Table("needs", pathways.Need, sides=(Side(pathways.NeedDetail, "detail", ("detail",), _pathway_of_area),)),
    Table(
        "contacts",
        casework.Contact,
        bound={"with_agencies": ToRows},
        sides=(Side(casework.ContactNote, "detail", ("follow_up", "note"), _note_category),),
        crowd=Crowd("with_agencies", casework.Contact.with_agencies.through, "contact_id", "agency_id"),
    ),
    Table(
        "drug_tests",
        casework.DrugTest,
        sides=(Side(casework.DrugTestResult, "detail", ("setting", "result", "substances"), always=True),),
    ),
    Table("enforcement", casework.Enforcement),
    Table("services", pathways.Service, "agency__scheme"),
    Table(
        "referrals",
        pathways.Referral,
        fields={"service_agency": "service", "service": "service"},
        bound={"service_agency": ToServiceAgency, "service": ToService},
        sides=(Side(pathways.ReferralDetail, "detail", ("barrier", "outcome"), _pathway_of_service),),
        derived=_of_service,
    ),
    Table(
        "actions",
        pathways.Action,
        sides=(Side(pathways.ActionDetail, "detail", ("text", "outcome"), _pathway, always=True),),
    ),
    Table("conferences", Meeting, "scheme", derived=_of_scheme),
    Table("attendance", Attendance, "meeting__scheme", fields={"conference": "meeting"}),
    Table("reviews", Review, "meeting__scheme", fields={"conference": "meeting"}),
    Table(
        "agreements",
        Agreement,
        "scheme",
        bound={"parties": ToParties},
        crowd=Crowd("parties", Agreement.parties.through, "agreement_id", "agency_id", ("every_agency",)),
        derived=_agreement,
    ),
    Table("agreement_rules", AgreementRule, "agreement__scheme", bound={"category": OfCategory, "level": OfLevel}),
    Table("consents", Consent, bound={"category": OfCategory}),
    Table("matrix", cohort.MatrixLine, "scheme", fields={"version": "matrix_version"}, derived=_of_scheme),
    Table("matrix_versions", cohort.MatrixVersion, "scheme", fields={"version": "matrix_version"}, derived=_of_scheme),
    Table("views", cohort.AgencyView),
    Table("harms", cohort.Harm),
    Table("scores", cohort.Score),
    Table("risk_assessments", casework.RiskAssessment),
    Table("jobs", casework.Job),
    Table("cohorts", cohort.TrackedPerson, "scheme", derived=_of_scheme, has_version=False),
)

TABLES: Mapping[str, Table] = {table.name: table for table in _ALL}

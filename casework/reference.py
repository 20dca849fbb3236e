"""The reference tables of `casework/data`, read once and typed. `casework/data/README.md` says where they come from."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "data"
PRICE_YEAR = "2003/04"

# Groups of offence classes in plain words, for those who see no more than the group.
GROUP_WORDS = {
    "arson": "Arson",
    "breach_bail_justice": "Breach, bail and justice offences",
    "burglary_dwelling": "Burglary of a home",
    "burglary_other": "Other burglary",
    "criminal_damage": "Criminal damage",
    "driving": "Driving offences",
    "drugs_possession_other": "Drug possession and other drug offences",
    "drugs_supply": "Drug supply",
    "fraud_forgery": "Fraud and forgery",
    "going_equipped": "Going equipped to steal",
    "handling": "Handling stolen goods",
    "harassment_stalking": "Harassment and stalking",
    "homicide": "Homicide",
    "other_society": "Other offences against society",
    "public_order": "Public order offences",
    "robbery": "Robbery",
    "sexual": "Sexual offences",
    "theft_cycle": "Theft of a bicycle",
    "theft_other": "Other theft",
    "theft_person": "Theft from a person",
    "theft_shop": "Theft from a shop",
    "vehicle_interference": "Interfering with a vehicle",
    "vehicle_theft": "Theft of a vehicle",
    "vehicle_theft_from": "Theft from a vehicle",
    "violence_with_injury": "Violence with injury",
    "violence_without_injury": "Violence without injury",
    "weapons": "Weapon offences",
}


@dataclass(frozen=True, slots=True)
class OffenceClass:
    """One class of recorded crime. `weight` is its crime severity weight, `unit_cost` pounds at PRICE_YEAR prices."""

    code: str
    description: str
    group: str
    weight: Decimal | None
    unit_cost: int | None
    acquisitive: bool


@dataclass(frozen=True, slots=True)
class Ethnicity:
    """One code of self-defined ethnicity, with the wider group it is counted in."""

    code: str
    group: str
    description: str


@dataclass(frozen=True, slots=True)
class Prison:
    """One establishment of the prison register; closed ones stay, because old spells name them."""

    code: str
    name: str
    is_open: bool


@cache
def offence_classes() -> Mapping[str, OffenceClass]:
    """Every class by its code, in the order of the Home Office list."""
    costs = unit_costs()
    return MappingProxyType(
        {
            row["code"]: OffenceClass(
                code=row["code"],
                description=row["description"],
                group=row["app_group"],
                weight=Decimal(row["css_weight"]) if row["css_weight"] else None,
                unit_cost=costs[row["dubourg_2005_category"]] if row["dubourg_2005_category"] else None,
                acquisitive=row["serious_acquisitive_crime"] == "Y",
            )
            for row in _rows("offence_classes")
        }
    )


@cache
def unit_costs() -> Mapping[str, int]:
    """Average cost of one crime in pounds, by category, at PRICE_YEAR prices."""
    return MappingProxyType({row["category"]: int(row["unit_cost_gbp"]) for row in _rows("unit_costs")})


@cache
def ethnicities() -> Mapping[str, Ethnicity]:
    """Every code of self-defined ethnicity, the historic ones included."""
    return MappingProxyType(
        {row["code"]: Ethnicity(row["code"], row["high_level_group"], row["description"]) for row in _rows("ethnicity")}
    )


@cache
def prisons() -> Mapping[str, Prison]:
    """Every establishment by its three-letter code."""
    return MappingProxyType(
        {row["agency_id"]: Prison(row["agency_id"], row["name"], row["active"] == "Y") for row in _rows("prisons")}
    )


@cache
def ogrs3_groups() -> Mapping[str, str]:
    """Five-digit Home Office offence code to the group it has in OGRS3; codes without one are left out."""
    return MappingProxyType({row["ho_code"]: row["group"] for row in _rows("ogrs3_codes")})


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

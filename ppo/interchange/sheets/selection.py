"""Who is on the scheme and why."""

from cohort.models import MatrixLine, MatrixVersion, Membership
from ppo.interchange import row_rules
from ppo.interchange.cells import Amount, Choice, Choices, Key, Parameters
from ppo.interchange.sheets.shape import (
    Sheet,
    about_person,
    agency,
    choice,
    code,
    codes,
    date,
    free,
    key,
    may,
    must,
    number,
    person,
)

SHEETS = (
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
        may("look_again_on", date),
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
    Sheet(
        "matrix_versions",
        (
            key("matrix", code),
            key("version", number),
            must("ranking", Choice(tuple(dict(MatrixVersion._meta.get_field("ranking").flatchoices)))),
            may("capacity", number),
            may("in_force_from", date),
            may("reason", free),
        ),
    ),
    Sheet("cohorts", (key("name", Key(200)), key("ref", person))),
)

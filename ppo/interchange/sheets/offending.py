"""Offending, and what is thought about risk and harm."""

from casework.models import Offence, RiskAssessment
from cohort.models import AgencyView, Score
from ppo.interchange import row_rules
from ppo.interchange.cells import Amount, At, Whole
from ppo.interchange.sheets.shape import (
    about_person,
    agency,
    choice,
    date,
    flag,
    free,
    key,
    may,
    must,
    number,
    offence_code,
    short,
)

SHEETS = (
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
)

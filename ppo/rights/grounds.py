"""Why something may be kept back, by the law that governs the agency, and which law that is.

Data Protection Act 2018: section 45(4) for Part 3, with legal professional privilege as section 45A since 2025; Schedules 2
and 3 for the UK GDPR. Each only as far and as long as it is necessary and proportionate.
"""

from dataclasses import dataclass

from sharing.models import Agency, RequestPart

Kind, Regime = Agency.Kind, RequestPart.Regime
# Competent authorities, or bodies working for one here; a council, a health service or a charity is under the UK GDPR. It
# goes by agency and purpose, and managing offenders is the one purpose of a scheme.
PART3 = {Kind.POLICE, Kind.PROBATION, Kind.PRISON, Kind.YOT, Kind.CPS, Kind.COURTS}


@dataclass(frozen=True)
class Ground:
    """`words` for the one who decides, `told` for the person, `law` for both."""

    words: str
    told: str
    law: str
    hint: str = ""


GROUNDS = {
    Regime.PART3: {
        "inquiry": Ground(
            "It would obstruct an inquiry, investigation or procedure",
            "so as not to obstruct an inquiry, investigation or procedure",
            "Data Protection Act 2018, section 45(4)(a)",
        ),
        "crime": Ground(
            "It would prejudice preventing, detecting, investigating or prosecuting crime, or carrying out a sentence",
            "so as not to prejudice the prevention, detection, investigation or prosecution of crime or the execution of"
            " penalties",
            "Data Protection Act 2018, section 45(4)(b)",
        ),
        "public_security": Ground(
            "To protect public security", "to protect public security", "Data Protection Act 2018, section 45(4)(c)"
        ),
        "national_security": Ground(
            "To protect national security", "to protect national security", "Data Protection Act 2018, section 45(4)(d)"
        ),
        "others": Ground(
            "To protect the rights and freedoms of somebody else",
            "to protect the rights and freedoms of others",
            "Data Protection Act 2018, section 45(4)(e)",
            "A victim, a witness, a relative, or somebody who told us something.",
        ),
        "privilege": Ground(
            "Legal professional privilege",
            "because it is covered by legal professional privilege",
            "Data Protection Act 2018, section 45A",
        ),
    },
    Regime.GDPR: {
        "crime": Ground(
            "It would prejudice the prevention or detection of crime, or catching or prosecuting offenders",
            "so as not to prejudice the prevention or detection of crime or the apprehension or prosecution of offenders",
            "Data Protection Act 2018, Schedule 2, paragraph 2",
        ),
        "proceedings": Ground(
            "It would prejudice legal proceedings",
            "so as not to prejudice legal proceedings",
            "Data Protection Act 2018, Schedule 2, paragraph 5",
        ),
        "others": Ground(
            "It is about somebody else as well, who has not agreed",
            "because it would disclose information about somebody else",
            "Data Protection Act 2018, Schedule 2, paragraph 16",
            "Ask them if you can. If it can be given without naming them, give it so.",
        ),
        "privilege": Ground(
            "Legal professional privilege",
            "because it is covered by legal professional privilege",
            "Data Protection Act 2018, Schedule 2, paragraph 19",
        ),
        "health_harm": Ground(
            "Health: serious harm to the health of the person or of somebody else",
            "because it would be likely to cause serious harm to somebody's health",
            "Data Protection Act 2018, Schedule 3, paragraph 5",
            "Only on the opinion, not older than six months, of the health professional who knows the person best.",
        ),
        "health_confidence": Ground(
            "Health: told in the expectation that the person would not learn of it",
            "because it was given in confidence",
            "Data Protection Act 2018, Schedule 3, paragraph 4",
        ),
        "social_harm": Ground(
            "Social work: serious harm to the person or to somebody else",
            "because it would be likely to cause serious harm",
            "Data Protection Act 2018, Schedule 3, paragraph 11",
        ),
    },
}


def regime_of(agency):
    return Regime.PART3 if agency.kind in PART3 else Regime.GDPR


def ground_of(part, code):
    return GROUNDS[Regime(part.regime)][code]

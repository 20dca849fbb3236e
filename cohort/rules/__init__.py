"""What makes a score: predictors, criteria, the sum of them and the ranking. Pure: values in, values out."""

from cohort.rules.criteria import CRITERIA
from cohort.rules.parameters import LineProblem
from cohort.rules.pool import Ranking, belongs, born_by
from cohort.rules.predictors import PredictorError, ogp, ogrs3, ogrs3_probability, ovp
from cohort.rules.record import Record
from cohort.rules.scoring import Line, Place, Score, Scored, places, score, total

__all__ = [
    "CRITERIA",
    "Line",
    "LineProblem",
    "Place",
    "PredictorError",
    "Ranking",
    "Record",
    "Score",
    "Scored",
    "belongs",
    "born_by",
    "ogp",
    "ogrs3",
    "ogrs3_probability",
    "ovp",
    "places",
    "score",
    "total",
]

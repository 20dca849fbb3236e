"""What makes a score: predictors, criteria, the sum of them and the ranking. Pure: values in, values out."""

from cohort.rules.predictors import PredictorError, ogp, ogrs3, ogrs3_probability, ovp

__all__ = ["PredictorError", "ogp", "ogrs3", "ogrs3_probability", "ovp"]

"""Measures as pure functions: plain facts in, figures out. No database, no clock, no settings of Django.

Each function says in its docstring what it measures, how, from which source and in which unit; the short names (M12,
G2, R4) are those of docs/measures.md.
"""

from reports.rules.facts import Facts
from reports.rules.figures import rate_ratio
from reports.rules.pack import Question, performance

__all__ = ["Facts", "Question", "performance", "rate_ratio"]

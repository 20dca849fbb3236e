"""What the database refuses, said once and used by every app."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import CheckConstraint, F, Func, Q, Value


def ordered(table, earlier, later):
    """`later` is not before `earlier`, where both are known."""
    return CheckConstraint(
        name=f"{table}_{earlier}_before_{later}"[:60],
        condition=Q(**{f"{earlier}__isnull": True})
        | Q(**{f"{later}__isnull": True})
        | Q(**{f"{later}__gte": F(earlier)}),
    )


def filled_iff(table, field, condition):
    """`field` is filled exactly when `condition` holds."""
    filled = Q(**{f"{field}__isnull": False})
    return CheckConstraint(name=f"{table}_{field}_iff"[:60], condition=(condition & filled) | (~condition & ~filled))


def together(table, one, other):
    """Both or neither."""
    return filled_iff(table, one, Q(**{f"{other}__isnull": False}))


def between(table, field, low, high=None):
    condition = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low})
    if high is not None:
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": high})
    return CheckConstraint(name=f"{table}_{field}_range"[:60], condition=condition)


def one_at_a_time(table, starts, ends):
    """No two rows of one person overlap in [starts, ends). Needs no extension: the person is a range of one number."""
    return ExclusionConstraint(
        name=f"{table}_one_at_a_time",
        expressions=[
            (Func("person_id", "person_id", Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
            (
                Func(starts, ends, Value("[)"), function="daterange", output_field=DateRangeField()),
                RangeOperators.OVERLAPS,
            ),
        ],
    )

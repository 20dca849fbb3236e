"""Whose records a line of a score rests on: the agencies whose information a viewer would learn from its points.

A line is known to a viewer who may see in full what each of these agencies holds of the line's category about the person.
They are found for the whole scheme, not for each person, so that a line which is not there says nothing about anybody.
"""

from django.db import connection

from sharing.models import Agency, Scheme
from sharing.policy import Category

TABLES = {
    "offences_12m": ("casework_offence",),
    "severity_12m": ("casework_offence",),
    "arrests_6m": ("casework_arrest",),
    "ogrs3_two_year": ("cohort_score",),
    "drug_test_positive": ("casework_drugtestresult",),
    "intelligence_6m": ("casework_intelligence",),
    "partner_view": ("cohort_agencyview",),
    "community_harm": ("cohort_harm",),
    "external_score": ("cohort_score",),
    "release_soon": ("casework_status",),
    "local": ("cohort_score",),
}
CATEGORY = {
    "offences_12m": Category.OFFENDING,
    "severity_12m": Category.OFFENDING,
    "arrests_6m": Category.OFFENDING,
    "ogrs3_two_year": Category.RISK,
    "drug_test_positive": Category.DRUGS,
    "intelligence_6m": Category.INTELLIGENCE,
    "partner_view": Category.RISK,
    "community_harm": Category.RISK,
    "external_score": Category.RISK,
    "release_soon": Category.SUPERVISION,
    "local": Category.RISK,
}
# Who records this kind where nobody has yet: then too nobody else learns that there is nothing. Others: the lead agency.
KEEPER = {
    Category.OFFENDING: "police",
    Category.INTELLIGENCE: "police",
    Category.DRUGS: "drug_treatment",
    Category.SUPERVISION: "probation",
}
OWNERS = """select a.id, {tables} from sharing_agency a where a.scheme_id = %s"""
ONE = "exists (select from {table} r where r.owner_id = a.id)"


def sources_of(scheme_id, criteria):
    """Criterion to the sorted ids of the agencies its line rests on. One statement, an index probe an agency and table."""
    if not criteria:
        return {}
    owners = owners_of(scheme_id, {table for criterion in criteria for table in TABLES[criterion]})
    keepers = keepers_of(scheme_id)
    return {
        criterion: sorted({keepers[CATEGORY[criterion]]}.union(*(owners[table] for table in TABLES[criterion])))
        for criterion in criteria
    }


def owners_of(scheme_id, tables):
    """Table to the ids of the agencies of the scheme that hold rows in it. One statement."""
    tables = sorted(tables)
    if not tables:
        return {}
    text = OWNERS.format(tables=", ".join(ONE.format(table=table) for table in tables))
    owners = {table: set() for table in tables}
    with connection.cursor() as cursor:
        cursor.execute(text, [scheme_id])
        for agency, *holds in cursor.fetchall():
            for table, held in zip(tables, holds, strict=True):
                if held:
                    owners[table].add(agency)
    return owners


def keepers_of(scheme_id):
    """Category to the agency that records it by default."""
    first = {}
    for pk, kind in Agency.objects.filter(scheme=scheme_id).order_by("position", "pk").values_list("pk", "kind"):
        first.setdefault(kind, pk)
    lead = Scheme.objects.values_list("lead_agency_id", flat=True).get(pk=scheme_id) or next(iter(first.values()), 0)
    return {category: first.get(KEEPER.get(category), lead) for category in Category}

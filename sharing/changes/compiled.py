"""Compiled rows held to the facts: list rows and rule packs open doors, so what they say is compiled anew and compared.

Triggers keep them, and nothing else may write them. A difference means that a trigger was off, a restore was partial or a
compiler was changed without its rows: it is put right and told, because until then doors stood open or shut that should not.
"""

import logging

from django.apps import apps
from django.db import connection, transaction

from sharing import ledger
from sharing.changes.watch import tell_leads
from sharing.dates import count

logger = logging.getLogger(__name__)

AT_ONCE = 500  # people a statement


@transaction.atomic
def compiled_mend(*, scheme, by, at):
    """Compare every list row and rule pack of the scheme with the facts and put right what differs; leads are told.

    Looks as the system. `by`: words for who acted. Returns (ids of people, ids of agencies) whose rows differed.
    """
    everyone = list(
        apps.get_model("casework", "Person")._base_manager.filter(scheme=scheme).values_list("pk", flat=True)
    )
    people = []
    for start in range(0, len(everyone), AT_ONCE):
        people += _ask("select sharing_list_differs(%s::bigint[])", everyone[start : start + AT_ONCE])
    agencies = _ask("select sharing_rules_differ(%s)", scheme.pk)
    if people or agencies:
        _ask("select sharing_compile_again(%s::bigint[], %s)", sorted(people), scheme.pk if agencies else None)
        ledger.record("compiled_mend", doer=by, people=people, scheme_id=scheme.pk, agencies=sorted(agencies))
        of = " and ".join(
            count(len(found), *words)
            for found, words in ((people, ("person", "people")), (agencies, ("agency", "agencies")))
            if found
        )
        words = f"What is shared was not as recorded for {of}, and was put right"
        tell_leads(scheme, once=f"compiled_mend:{scheme.pk}:{at:%Y-%m-%dT%H:%M}", words=words, at=at)
        logger.error("Compiled rows of %s differed: people %s, agencies %s.", scheme.code, people, agencies)
    return people, agencies


def _ask(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [value for (value,) in cursor.fetchall() if value is not None]

"""Who a request is about: the governance lead meets nobody on the list, so the system looks, by the name on the request."""

from django.db.models import Q

from casework.models import Person, SearchAlias, SearchName
from casework.names import folded
from sharing import ledger
from sharing.looking import looking_as_system, moment
from sharing.models import Exclusion

MOST = 20


def candidates(scheme, name):
    """People of the scheme whose name, or another name of theirs, has every word of this one; noted in the ledger.

    As [{key, ref, name, born}], which is what telling them apart takes.
    """
    words = folded(name)
    if not words:
        return []
    with looking_as_system():
        people = Person.objects.filter(scheme=scheme)
        for word in words:
            named = Q(pk__in=SearchName.objects.filter(word=word).values("person"))
            people = people.filter(named | Q(pk__in=SearchAlias.objects.filter(word=word).values("person")))
        found = list(people.select_related("identity").order_by("sort_name", "pk")[:MOST])
        ledger.note("casework.person", people=[person.pk for person in found], ids=[person.pk for person in found])
        return [_told(person) for person in found]


def person_of(scheme, *, key="", ref=""):
    """The person of the scheme with a key, or with a reference as somebody types it; None where there is nobody."""
    with looking_as_system():
        people = Person.objects.filter(scheme=scheme).select_related("scheme")
        return (people.filter(key=key) if key else people.filter(ref__iexact=ref.strip())).first()


def open_to(viewer, rows):
    """Of rows with a person, those of whom are not closed to the viewer; a row that names nobody stays."""
    with looking_as_system():  # nobody reads whom they are kept from
        shut = Exclusion.objects.filter(user_id=viewer.user_id).running(at=moment()).values_list("person_id", flat=True)
        return rows.exclude(person__in=list(shut))


def refs(people):
    """Id to reference of people."""
    with looking_as_system():
        return dict(Person.objects.filter(pk__in=set(people) - {None}).values_list("pk", "ref"))


def _told(person):
    identity = getattr(person, "identity", None)
    born = identity.date_of_birth if identity else None
    return {"key": person.key, "ref": person.ref, "name": person.list_name, "born": born}

"""The sheets that are not one row of one table: the scheme itself, its settings, its agencies and its users."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from ppo.interchange.cells import composed, folded
from ppo.interchange.register import Register
from ppo.interchange.rows import Row
from sharing.models import Agency, Capacity, Scheme, Setting, User

BEGINNING = date(1998, 7, 31)  # Crime and Disorder Act: before any scheme, so that figures of past years have it too
SCHEME_FIELDS = ("name", "area", "size", "capacity")
AGENCY_FIELDS = ("code", "name", "kind", "establishment", "phone")
USER_FIELDS = ("email", "name", "phone")
CAPACITY_FIELDS = ("role", "job_title")


def write_scheme(rows: Iterable[Row], scheme: Scheme | None, written) -> Scheme | None:
    """Make or update the scheme, but for its lead agency, which may be new as well."""
    row = next(iter(rows), None)
    if row is None:
        return scheme
    values = {name: row.values[name] for name in SCHEME_FIELDS if name in row.values}
    if scheme is None:
        written.count("scheme", created=1)
        return Scheme.objects.create(code=row.values["code"], **values)

    changed = _take_on(scheme, values, bump=True)
    written.count("scheme", updated=int(changed), unchanged=int(not changed))
    if changed:
        scheme.save(update_fields=[*values, "version"])
    return scheme


def set_lead_agency(rows: Iterable[Row], register: Register, written) -> None:
    """Once the agencies are there. A scheme of which nothing else changed counts as updated now."""
    row = next(iter(rows), None)
    if row is None or "lead_agency" not in row.values:
        return
    scheme = register.scheme
    lead = register.id_of("agencies", row.values["lead_agency"])
    if scheme.lead_agency_id == lead:
        return
    if written.unchanged.get("scheme"):
        written.unchanged["scheme"], written.updated["scheme"] = 0, 1
        scheme.version += 1
    scheme.lead_agency_id = lead
    scheme.save(update_fields=["lead_agency", "version"])


def write_agencies(rows: Iterable[Row], register: Register, written) -> None:
    """New agencies first and in the order of the sheet, so that any of them can act for any other."""
    rows = _that_can_act({folded(row.values["code"]): row for row in rows}, register, written)
    known = set(register.ids["agencies"])
    new = [row.values for key, row in rows.items() if key not in known]
    Agency.objects.bulk_create(
        Agency(scheme=register.scheme, position=len(known) + place, **_plain(values, AGENCY_FIELDS))
        for place, values in enumerate(new)
    )
    register.load("agencies")

    agencies = {folded(agency.code): agency for agency in Agency.objects.filter(scheme=register.scheme)}
    changed = []
    for key, row in rows.items():
        agency, wanted = agencies[key], _plain(row.values, AGENCY_FIELDS[1:])
        if "acting_for" in row.values:
            wanted["acting_for_id"] = register.id_of("agencies", row.values["acting_for"])
        if _take_on(agency, wanted, bump=key in known):
            changed.append(agency)
    Agency.objects.bulk_update(changed, [*AGENCY_FIELDS[1:], "acting_for", "version"])
    updated = sum(folded(agency.code) in known for agency in changed)
    written.count("agencies", created=len(new), updated=updated, unchanged=len(rows) - len(new) - updated)


def _that_can_act(rows: dict[str, Row], register: Register, written) -> dict[str, Row]:
    """Rows whose acting_for will be there; leaving one out may leave out another."""
    rows = dict(rows)
    while True:
        there = rows.keys() | register.ids["agencies"].keys()
        waiting = [
            key for key, row in rows.items() if row.values.get("acting_for") and row.values["acting_for"] not in there
        ]
        if not waiting:
            return rows
        for key in waiting:
            row = rows.pop(key)
            written.wait("agencies", row.number, "agencies", row.values["acting_for"])


def write_users(rows: Iterable[Row], register: Register, written) -> None:
    """Users and what they are in the scheme. Who works for another scheme too keeps name and telephone as they are."""
    rows = {folded(row.values["email"]): row.values for row in rows}
    users = {folded(user.email): user for user in User.objects.filter(email__in=_spellings(rows))}
    nobody = make_password(None)
    new = [User(password=nobody, **_plain(values, USER_FIELDS)) for key, values in rows.items() if key not in users]
    fresh = {folded(user.email): user for user in User.objects.bulk_create(new)}

    mine, elsewhere = {}, set()
    for capacity in Capacity.objects.filter(user__in=users.values()).order_by("-pk").select_related("agency"):
        if capacity.agency.scheme_id == register.scheme.pk:
            mine[capacity.user_id] = capacity  # the first one wins
        else:
            elsewhere.add(capacity.user_id)

    made, changed_users, changed = [], [], []
    for key, values in rows.items():
        user = fresh.get(key) or users[key]
        touched = (
            key in users and user.pk not in elsewhere and _take_on(user, _plain(values, USER_FIELDS[1:]), bump=True)
        )
        if touched:
            changed_users.append(user)
        wanted = _plain(values, CAPACITY_FIELDS) | {"agency_id": register.id_of("agencies", values["agency"])}
        if user.pk not in mine:
            made.append(Capacity(user=user, **wanted))
        elif _take_on(mine[user.pk], wanted, bump=True) or touched:
            changed.append(mine[user.pk])
    User.objects.bulk_update(changed_users, [*USER_FIELDS[1:], "version"])
    Capacity.objects.bulk_create(made)
    Capacity.objects.bulk_update(changed, [*CAPACITY_FIELDS, "agency", "version"])
    written.count("users", created=len(made), updated=len(changed), unchanged=len(rows) - len(made) - len(changed))


def _spellings(keys: Iterable[str]) -> set[str]:
    """Addresses are kept in any letter case; those of the installation that these keys may mean."""
    wanted = set(keys)
    return {email for email in User.objects.values_list("email", flat=True) if folded(email) in wanted}


def write_settings(rows: Iterable[Row], register: Register, written, *, today: date) -> None:
    """The first number of a setting holds from the beginning, a later one from today; older ones are its history."""
    now = Setting.objects.in_force(scheme=register.scheme, on=today)
    rows = {row.values["name"]: Decimal(row.values["value"]) for row in rows}
    new = [name for name in rows if name not in now]
    changed = [name for name in rows if name in now and now[name] != rows[name]]
    Setting.objects.bulk_create(
        [
            Setting(
                scheme=register.scheme,
                name=name,
                value=rows[name],
                in_force_from=BEGINNING if name in new else today,
                reason="Imported",
            )
            for name in new + changed
        ],
        update_conflicts=True,
        unique_fields=["scheme", "name", "in_force_from"],
        update_fields=["value", "reason"],
    )
    written.count("settings", created=len(new), updated=len(changed), unchanged=len(rows) - len(new) - len(changed))


def kept_scheme(register: Register) -> Iterator[dict[str, object]]:
    scheme = register.scheme
    values = {name: getattr(scheme, name) for name in ("code", *SCHEME_FIELDS)}
    yield values | {"lead_agency": register.code_of("agencies", scheme.lead_agency_id)}


def kept_settings(register: Register, today: date) -> Iterator[dict[str, object]]:
    for name, value in Setting.objects.in_force(scheme=register.scheme, on=today).items():
        yield {"name": name, "value": value}


def kept_users(register: Register) -> Iterator[dict[str, object]]:
    """Everyone with a capacity in the scheme; of several, the first."""
    seen = set()
    for capacity in Capacity.objects.filter(agency__scheme=register.scheme).order_by("pk").select_related("user"):
        if capacity.user_id in seen:
            continue
        seen.add(capacity.user_id)
        user = capacity.user
        yield {
            "email": user.email,
            "name": user.name,
            "agency": register.code_of("agencies", capacity.agency_id),
            "role": capacity.role,
            "job_title": capacity.job_title,
            "phone": user.phone,
        }


def _plain(values: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: values[name] for name in names if name in values}


def _take_on(row, wanted: Mapping[str, object], *, bump: bool) -> bool:
    """Set what differs; whether anything did. Texts that differ in their composition only are the same."""
    changed = False
    for name, value in wanted.items():
        if _compared(getattr(row, name)) != _compared(value):
            setattr(row, name, value)
            changed = True
    if changed and bump:
        row.version += 1
    return changed


def _compared(value: object) -> object:
    return composed(value) if isinstance(value, str) else value

"""Agreements whose text an import wrote anew: what was signed is another text then."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef

from ppo.interchange.register import Register
from ppo.interchange.tables import Kept, Table
from sharing.models import Agreement, AgreementDocument, Signature

TEXT = ("parties", "title", "lawful_basis", "purpose", "handling")  # a day, or being a draft, is not what was signed


def written_anew(table: Table, new: list[dict], changed: list[tuple[Kept, dict]], register: Register) -> Iterator[int]:
    """Ids of agreements that say something else than before, or let pass something else."""
    if table.name == "agreements":
        for kept, values in changed:
            if any(_differ(table, name, kept.values[name], values[name]) for name in TEXT):
                yield kept.pk
    elif table.name == "agreement_rules":
        for values in [*new, *(values for _, values in changed)]:
            yield register.id_of("agreements", values["agreement"])


def _differ(table: Table, name: str, one: object, other: object) -> bool:
    cell = table.sheet.by_name[name].cell
    return cell.identity(one) != cell.identity(other)


def count_on(agreements: set[int]) -> None:
    """A text that was signed, or lies there on paper, gets a successor to be signed."""
    this = {"agreement": OuterRef("pk"), "edition": OuterRef("edition")}
    held = Exists(Signature.objects.filter(**this)) | Exists(AgreementDocument.objects.filter(**this))
    Agreement.objects.filter(held, pk__in=agreements).update(edition=F("edition") + 1)

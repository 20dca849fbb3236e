"""The scheme itself: its settings, agencies and users."""

from ppo.interchange import row_rules
from ppo.interchange.cells import Amount, Choice, Email, Key
from ppo.interchange.sheets.shape import Sheet, agency, choice, code, establishment, key, may, must, number, short
from sharing.models import Agency, Scheme
from sharing.permissions import Role
from sharing.rules import SETTINGS

SHEETS = (
    Sheet(
        "scheme",
        (
            key("code", code),
            must("name", short),
            may("area", short),
            may("size", choice(Scheme.Size)),
            may("capacity", number),
            may("lead_agency", agency),
        ),
    ),
    Sheet(
        "settings",
        (key("name", Choice(tuple(SETTINGS))), must("value", Amount())),
        (row_rules.setting_in_range(),),
    ),
    Sheet(
        "agencies",
        (
            key("code", Key(fold=True)),
            must("name", short),
            must("kind", choice(Agency.Kind)),
            may("establishment", establishment),
            may("acting_for", agency),
            may("phone", short),
        ),
    ),
    Sheet(
        "users",
        (
            key("email", Email()),
            must("name", short),
            must("agency", agency),
            must("role", choice(Role)),
            may("job_title", short),
            may("phone", short),
        ),
    ),
)

"""Areas of life, and what the person needs in each."""

from django.db import models
from django.db.models import Case, Value, When

from sharing.fields import free_text
from sharing.history import tracked
from sharing.policy import Category, Level
from sharing.records import Detail, SharedRecord


class Pathway(models.TextChoices):
    """The scheme's areas of life, with their plain names; the official ones are `OFFICIAL`."""

    ACCOMMODATION = "accommodation", "Somewhere to live"
    ETE = "ete", "Work, training and learning"
    HEALTH = "health", "Health"
    DRUGS_ALCOHOL = "drugs_alcohol", "Drugs and alcohol"
    FINANCE = "finance", "Money"
    FAMILIES = "families", "Family and friends"
    ATTITUDES = "attitudes", "Thinking and behaviour"
    VICTIMS = "victims", "Victims"


OFFICIAL = {
    Pathway.ACCOMMODATION: "Accommodation",
    Pathway.ETE: "Education, training and employment",
    Pathway.HEALTH: "Mental and physical health",
    Pathway.DRUGS_ALCOHOL: "Drugs and alcohol",
    Pathway.FINANCE: "Finance, benefit and debt",
    Pathway.FAMILIES: "Children, families and community support",
    Pathway.ATTITUDES: "Attitudes, thinking and behaviour",
    Pathway.VICTIMS: "Victims of crime",
}

# The category of the detail of a need, action or referral of the pathway.
PATHWAY_CATEGORY = {
    Pathway.ACCOMMODATION: Category.HOUSING,
    Pathway.ETE: Category.EMPLOYMENT,
    Pathway.HEALTH: Category.HEALTH,
    Pathway.DRUGS_ALCOHOL: Category.DRUGS,
    Pathway.FINANCE: Category.FINANCE,
    Pathway.FAMILIES: Category.FAMILY,
    Pathway.ATTITUDES: Category.NEEDS,
    Pathway.VICTIMS: Category.VICTIMS,
}


class Area(models.TextChoices):
    """Areas that an assessment looks at: OASys sections and those that schemes add."""

    ACCOMMODATION = "accommodation", "Accommodation"
    ETE = "ete", "Education, training and employment"
    FINANCE = "finance", "Finance"
    RELATIONSHIPS = "relationships", "Relationships"
    LIFESTYLE_ASSOCIATES = "lifestyle_associates", "Lifestyle and associates"
    DRUGS = "drugs", "Drugs"
    ALCOHOL = "alcohol", "Alcohol"
    EMOTIONAL_WELLBEING = "emotional_wellbeing", "Emotional wellbeing"
    THINKING_BEHAVIOUR = "thinking_behaviour", "Thinking and behaviour"
    ATTITUDES = "attitudes", "Attitudes"
    PHYSICAL_HEALTH = "physical_health", "Physical health"
    MENTAL_HEALTH = "mental_health", "Mental health"
    CHILDREN_FAMILIES = "children_families", "Children and families"
    LIFE_SKILLS = "life_skills", "Life skills"
    VICTIMS = "victims", "Victims"


AREA_PATHWAY = {
    Area.ACCOMMODATION: Pathway.ACCOMMODATION,
    Area.ETE: Pathway.ETE,
    Area.LIFE_SKILLS: Pathway.ETE,
    Area.FINANCE: Pathway.FINANCE,
    Area.RELATIONSHIPS: Pathway.FAMILIES,
    Area.CHILDREN_FAMILIES: Pathway.FAMILIES,
    Area.DRUGS: Pathway.DRUGS_ALCOHOL,
    Area.ALCOHOL: Pathway.DRUGS_ALCOHOL,
    Area.EMOTIONAL_WELLBEING: Pathway.HEALTH,
    Area.PHYSICAL_HEALTH: Pathway.HEALTH,
    Area.MENTAL_HEALTH: Pathway.HEALTH,
    Area.LIFESTYLE_ASSOCIATES: Pathway.ATTITUDES,
    Area.THINKING_BEHAVIOUR: Pathway.ATTITUDES,
    Area.ATTITUDES: Pathway.ATTITUDES,
    Area.VICTIMS: Pathway.VICTIMS,
}


def category_of_pathway(column="pathway"):
    """A stored column: the category that the row's pathway gives its detail."""
    return models.GeneratedField(
        expression=Case(*(When(**{column: p}, then=Value(int(c))) for p, c in PATHWAY_CATEGORY.items())),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )


@tracked
class Need(SharedRecord):
    """How much the person needs in one area, as one source saw it on one day."""

    class Source(models.TextChoices):
        OASYS = "oasys", "OASys"
        ASSET = "asset", "ASSET"
        CASE_FILE = "case_file", "Case file"
        SELF_REPORT = "self_report", "What the person says"

    class Extent(models.TextChoices):
        NONE = "none", "No need found"
        SOME = "some", "Some need"
        SEVERE = "severe", "Severe need"

    ASSESSED = (Source.OASYS, Source.ASSET, Source.CASE_FILE)

    category = Category.NEEDS
    min_level = Level.SUMMARY
    summary_fields = ("area", "level")

    area = models.CharField(max_length=40, choices=Area)
    source = models.CharField(max_length=40, choices=Source)
    assessed_on = models.DateField()
    level = models.CharField(max_length=40, choices=Extent)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "area", "source", "assessed_on"], name="need_once")]

    def __str__(self):
        return f"{self.get_area_display()}: {self.get_level_display()}"


@tracked
class NeedDetail(Detail):
    """What exactly: in the category of the area's pathway."""

    need = models.OneToOneField(Need, on_delete=models.CASCADE, primary_key=True, related_name="detail")
    pathway = models.CharField(max_length=40, choices=Pathway)  # of the need's area
    category = category_of_pathway()
    detail = free_text()

    def __str__(self):
        return f"Detail of need {self.need_id}"

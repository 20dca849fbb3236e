"""Rows worked out from records, so that search and summaries need not open them. Kept by `changes.refresh`."""

from django.db import models

from sharing.fields import short_text
from sharing.policy import Category, Level
from sharing.records import Detail


class NameWord(models.Model):
    """One word of a name, folded, with the code of its sound. In C order, so that a prefix is a range."""

    word = models.CharField(max_length=200, db_collation="C")
    code = models.CharField(max_length=4, db_collation="C")

    class Meta:
        abstract = True


class SearchName(NameWord):
    """A word of the name in the list: whoever meets the person knows it."""

    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="search_names")

    class Meta:
        indexes = [
            models.Index(fields=["word", "person"], name="search_name_word"),
            models.Index(fields=["code", "person"], name="search_name_code"),
        ]

    def __str__(self):
        return self.word


class SearchAlias(NameWord, Detail):
    """A word of another name: only for those who see who the person is."""

    category = Category.IDENTITY

    class Meta:
        indexes = [
            models.Index(fields=["word", "person"], name="search_alias_word"),
            models.Index(fields=["code", "person"], name="search_alias_code"),
        ]
        verbose_name_plural = "search aliases"

    def __str__(self):
        return self.word


class NamePair(models.Model):
    """Two words of one person's names by their sounds together (`names.sounding`): one look-up finds both."""

    codes = models.CharField(max_length=8, db_collation="C")

    class Meta:
        abstract = True


class SearchNamePair(NamePair):
    """Two words of the name in the list."""

    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["codes", "person"], name="search_name_pair_codes")]

    def __str__(self):
        return self.codes


class SearchAliasPair(NamePair, Detail):
    """A word of another name with a word of any: only for those who see who the person is."""

    category = Category.IDENTITY

    class Meta:
        indexes = [models.Index(fields=["codes", "person"], name="search_alias_pair_codes")]
        verbose_name_plural = "search alias pairs"

    def __str__(self):
        return self.codes


class KnownWord(models.Model):
    """A word that is in somebody's name, once: about nobody. A trigger drops it when nobody's name holds it any more.

    A typed word is compared with these first; whose names they are in is then asked of the search rows, behind their walls.
    """

    word = models.CharField(max_length=200, db_collation="C", primary_key=True)

    def __str__(self):
        return self.word


class KnownSpelling(models.Model):
    """What is left of a known word with a letter or two left out (`names.spellings`)."""

    word = models.ForeignKey(KnownWord, on_delete=models.CASCADE, related_name="spellings", db_index=False)
    spelling = models.CharField(max_length=7, db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spelling", "word"], name="known_spelling_once")]

    def __str__(self):
        return self.spelling


class OffendingSummary(Detail):
    """What `summary` shows of offending: how many offences one agency holds, and group and month of the latest."""

    category = Category.OFFENDING
    min_level = Level.SUMMARY
    summary_fields = ("offences", "latest_group", "latest_month")

    offences = models.PositiveIntegerField()
    latest_group = short_text()
    latest_month = models.DateField(null=True, blank=True)  # its first day

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "owner"], name="offending_summary_once")]
        verbose_name_plural = "offending summaries"

    def __str__(self):
        return f"{self.offences} offences"

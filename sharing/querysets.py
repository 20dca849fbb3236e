"""Querysets that ask the policy, and put what was fetched through it on the open page of the ledger."""

from django.db import models

from sharing import ledger, lists


class PolicyQuerySet(models.QuerySet):
    """After `visible_to(viewer)`, every row that is fetched is noted in the ledger."""

    _through_policy = False

    def _clone(self):
        clone = super()._clone()
        clone._through_policy = self._through_policy
        return clone

    def _fetch_all(self):
        fresh = self._result_cache is None
        super()._fetch_all()
        rows = [row for row in self._result_cache if isinstance(row, models.Model)]
        if fresh and self._through_policy and rows:  # nothing fetched is nothing shown, of no category
            self._note(rows)

    def iterator(self, chunk_size=None):
        """As Django's own, each row noted as it goes: the options of a form come this way, and name people too."""
        for row in super().iterator(chunk_size):
            if self._through_policy and isinstance(row, models.Model):
                self._note([row])
            yield row

    def _note(self, rows):
        raise NotImplementedError


class PersonQuerySet(PolicyQuerySet):
    def visible_to(self, viewer):
        """People who are there for this viewer."""
        people = lists.visible_people(self, viewer)
        people._through_policy = True
        return people

    def _note(self, rows):
        ids = [row.pk for row in rows]
        ledger.note("casework.person", people=ids, ids=ids)


class RecordQuerySet(PolicyQuerySet):
    """Questions that every kind of record answers."""

    def visible_to(self, viewer, level=None):
        """Records this viewer may see at `level`; by default as far as the table itself goes."""
        records = lists.visible_records(self, viewer, level or self.model.min_level)
        records._through_policy = True
        return records

    def _note(self, rows):
        fixed = self.model.category
        ledger.note(
            self.model._meta.label_lower,
            people={row.person_id for row in rows},
            ids=[row.pk for row in rows],
            categories={fixed} if isinstance(fixed, int) else {row.category for row in rows},
        )

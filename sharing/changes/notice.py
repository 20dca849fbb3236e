"""A user has read what they were told. A notice says nothing about a person, so no line is written."""

from sharing.models import Notice


def notice_read(*, notice, at):
    """Mark one notice as read; read again, it keeps its first moment."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=at)


def notices_read(*, by, shown, at):
    """Mark the notices of a page (keys) as read, the viewer's own alone: what came since is still new. How many."""
    own = Notice.objects.filter(capacity=by.capacity_id, key__in=shown, read_at__isnull=True)
    return own.update(read_at=at)

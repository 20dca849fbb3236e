"""Saving a version of a matrix. What was saved stays: a change is a further version, from a day on, with a reason."""

from django.db import transaction
from django.db.models import Max

from cohort import matrices
from cohort.models import MatrixLine, MatrixVersion
from sharing import ledger
from sharing.models import Scheme


@transaction.atomic
def matrix_save(*, by, matrix, ranking, capacity, in_force_from, reason, lines):
    """The next version of a matrix of the scheme of `by`. `lines`: criterion, weight, cap, parameters, description.

    Raises MatrixUnusable where a line means nothing; then nothing is saved.
    """
    matrices.read(lines)
    scheme = Scheme.objects.select_for_update().get(pk=by.scheme_id)  # numbers are given one at a time
    brought = MatrixLine.objects.filter(scheme=scheme, matrix=matrix).aggregate(last=Max("matrix_version"))["last"]
    saved = MatrixVersion.objects.filter(scheme=scheme, matrix=matrix).aggregate(last=Max("matrix_version"))["last"]
    version = MatrixVersion.objects.create(
        scheme=scheme,
        matrix=matrix,
        matrix_version=max(brought or 0, saved or 0) + 1,
        ranking=ranking,
        capacity=capacity,
        in_force_from=in_force_from,
        reason=reason,
    )
    MatrixLine.objects.bulk_create(
        [MatrixLine(scheme=scheme, matrix=matrix, matrix_version=version.matrix_version, **line) for line in lines]
    )
    ledger.record("matrix_save", by=by, subject=version, people=[], matrix=matrix, version=version.matrix_version)
    return version

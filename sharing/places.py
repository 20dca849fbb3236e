"""Rows in an order that people set: the place of each stands in `position`."""


def moved(rows, row, *, earlier):
    """The rows in their new order, numbered from 1, when `row` changes places with its neighbour; None at either end."""
    rows = list(rows)
    place = rows.index(row)
    other = place - 1 if earlier else place + 1
    if not 0 <= other < len(rows):
        return None
    rows[place], rows[other] = rows[other], rows[place]
    for position, one in enumerate(rows, start=1):
        one.position = position
    return rows

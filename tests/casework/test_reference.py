"""The reference tables the product carries are whole, and their cross-references hold."""

from decimal import Decimal

from casework import reference


def test_offence_classes():
    classes = reference.offence_classes()

    assert len(classes) == 142
    assert classes["28A"].group == "burglary_dwelling"
    assert classes["34A"].weight == Decimal("799.6288702")
    assert classes["34A"].unit_cost == 7282
    assert sum(offence.weight is None for offence in classes.values()) == 8
    assert classes["2"].unit_cost is None


def test_ethnicities():
    assert len(reference.ethnicities()) == 27
    assert reference.ethnicities()["B1"].group == "Black or Black British"


def test_prisons_open_and_closed():
    prisons = reference.prisons()

    assert len(prisons) == 173
    assert prisons["LEI"].name.startswith("Leeds")
    assert sum(prison.is_open for prison in prisons.values()) == 125


def test_every_table_is_read_once():
    assert reference.offence_classes() is reference.offence_classes()


def test_every_group_of_offences_has_its_words():
    assert {offence.group for offence in reference.offence_classes().values()} == set(reference.GROUP_WORDS)


def test_offence_codes_of_the_reconviction_score():
    groups = reference.ogrs3_groups()

    assert len(groups) == 3010
    assert groups["02802"] == "Burglary (domestic)"
    assert "08800" not in groups

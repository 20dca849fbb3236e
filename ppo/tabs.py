"""The tabs of a person, each the page of one floor: the one place that knows them all."""

from django.urls import reverse

PERSON = (
    ("Overview", "person_detail"),
    ("Plan", "plan_detail"),
    ("Contacts", "contact_list"),
    ("Offences", "offence_list"),
    ("Reviews", "review_list"),
    ("Sharing", "sharing_detail"),
    ("Timeline", "person_timeline"),
)


def person_tabs(person, path):
    """[(words, address, whether it is this page)] for the pages about `person`."""
    addresses = [(words, reverse(name, args=[person.key])) for words, name in PERSON]
    return [(words, address, path == address) for words, address in addresses]

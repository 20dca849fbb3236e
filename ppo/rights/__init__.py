"""A person's rights over what is held about them, and how long it is held: access, retention, disposal, the record of it.

The roof does it because it goes by the register of fields over every floor; the rows themselves (requests, rules, holds,
disposals) belong to `sharing`, as agreements and consents do.
"""

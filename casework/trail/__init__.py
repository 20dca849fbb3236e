"""The ledger's lines about one person: who has looked, and what was sent out; as far as a reader may know of them.

Information governance leads read the lines as on the ledger's own page. Co-ordinators, and the lead worker of the person,
read everybody's, cut to what they may know: a category is named only where they see all that is held of it, an agency only
where they know that it works with the person. Everybody else reads the lines of their own agency.
"""

from casework.trail.kinds import KINDS
from casework.trail.lines import told
from casework.trail.reader import chosen, fetched, how_many, paged, reader_of, reader_on

__all__ = ["KINDS", "chosen", "fetched", "how_many", "paged", "reader_of", "reader_on", "told"]

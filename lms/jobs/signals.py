"""Facts that the room of mail tells the rooms above."""

from lms.records.facts import Fact

#: Mail to this address (in lower case) is refused or comes back; and: it is written to again.
address_marked = Fact("address")
address_cleared = Fact("address")

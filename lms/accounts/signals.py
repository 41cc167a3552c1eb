"""Facts that accounts tell the rooms above."""

from lms.records.facts import Fact

#: Sent inside the merge transaction, strictly: one failing receiver undoes the whole merge.
learners_merging = Fact("source_id", "target_id")

"""Facts that accounts tell the rooms above."""

from lms.records.facts import Fact

#: Sent inside the merge transaction, strictly: one failing receiver undoes the whole merge.
learners_merging = Fact("source_id", "target_id")
#: Sent strictly when staff join two accounts of one person: ids of learners and of accounts. Each room moves what
#: belongs to trainings; what is private stays where it is.
accounts_joining = Fact("source_id", "target_id", "source_user_id", "target_user_id")

"""Facts that courses tell the rooms above. A receiver runs inside the transaction, in a savepoint of its own."""

from lms.records.facts import Fact

activity_completed = Fact("enrolment_id", "activity_id")
enrolment_completed = Fact("enrolment_id")
#: Sent before a completion is undone; a receiver that raises ``CannotUndo`` keeps it (strict).
completion_undoing = Fact("enrolment_id", "activity_id")
#: Sent strictly before two enrolments of one person are folded, so that the rooms above move what hangs on them.
enrolments_folding = Fact("source_id", "target_id")
#: Sent strictly before somebody takes a place, or many do (then without a learner); a receiver that raises
#: ``CannotEnrol`` refuses.
enrolment_asked = Fact("run_id", "learner_id", "invited")
#: Somebody has left a run, or it has more places or more time: a place may be free.
place_freed = Fact("run_id")
#: A run was closed: nobody gets in any more.
run_closed = Fact("run_id")
#: Sent strictly when a run was made from an earlier one, with all its dates ``days`` later: what other rooms keep of
#: the earlier run and plan anew (its contact days) they copy, each date moved by ``courses.api.shifted``. No person's
#: records are copied.
run_copied = Fact("source_id", "target_id", "days")

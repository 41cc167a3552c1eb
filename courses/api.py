"""The one door of courses."""

from courses.access_rules import (
    DAYS,
    PRIOR,
    Done,
    Lock,
    Opens,
    conditions_of,
    lock_in_words,
    names_of,
    read_rule,
    rule_in_sentences,
    stored_rule,
)
from courses.completion.judging import Missing, days_needed
from courses.completion.shape import BadRule, DaysFact
from courses.completion.shape import Kind as ConditionKind
from courses.completion.shape import parse as parse_rule
from courses.completion.sources import tell_compulsory, tell_days, tell_scores
from courses.completion.words import Names
from courses.completion.words import sentence as rule_sentence
from courses.copying import (
    DatedLine,
    RunDates,
    ShiftedLine,
    nearest_same_weekday,
    next_name,
    next_start,
    shifted,
    tells_dates,
)
from courses.entrances import entrance, other_way_in, queue, run_at_the_door
from courses.facts import CourseFacts, Evidence, OutlineItem, OutlineSection, Published
from courses.invitation_list import MOST_CHARACTERS, MOST_LINES, Invited, Problem, read_invited, text_of, tidy
from courses.locked import StepLocked, is_shut, refuse_locked, step_rule
from courses.models import (
    Activity,
    Course,
    Enrolment,
    Group,
    Invitation,
    Progress,
    Publication,
    PublicationRef,
    Run,
    RunItem,
    RunStaff,
)
from courses.queries import (
    MatrixRow,
    Outline,
    Step,
    activity_by_key,
    course_by_key,
    enrolment_for,
    enrolment_in_run,
    is_trainer,
    next_step,
    open_runs_of,
    outline_for,
    participants_of,
    progress_matrix,
    publication,
    reasons_by_hand,
    run_by_code,
    run_for_trainer,
    runs_taught_by,
    steps_in,
    steps_of,
)
from courses.queries_board import Asked, done_in, last_done_column, required_in, required_of
from courses.queries_completion import asks_approval, rule_of_steps, rule_to_tell, verdict_on
from courses.queries_copying import dates_of
from courses.queries_following import runs_behind, runs_of_author, version_of
from courses.queries_groups import group_of, groups_awaited, groups_of, groups_with_sizes
from courses.queries_invitations import (
    PlannedLine,
    Verdict,
    invitation_by_key,
    invitations_of,
    invitations_unsent,
    plan_invitations,
)
from courses.queries_leaving import left_of, moves_from
from courses.queries_types import is_type_fixed
from courses.rules import places_left
from courses.services.catalogue import publish_activity, publish_outline, retire_activity, sync_course
from courses.services.copying import NothingToShift, copy_run, free_address
from courses.services.enrolment import (
    CannotEnrol,
    RunFull,
    cancel_enrolment,
    enrol_learner,
    enrol_learners,
    enrol_pseudonymously,
    fold_enrolments,
    refuse_outside_window,
    refuse_unless_open,
)
from courses.services.groups import (
    GroupInUse,
    GroupNameTaken,
    add_group,
    delete_group,
    divide_evenly,
    move_people,
    rename_group,
)
from courses.services.invitations import (
    LinkOver,
    SentTooOften,
    accept_invitation,
    invite_people,
    invite_unanswered_again,
    queue_by_invitation,
    refuse_inviting,
    revoke_invitation,
    send_invitation_again,
)
from courses.services.invited import enrol_known, join_invited_group
from courses.services.leaving import move_enrolment, take_back, take_out
from courses.services.progress import (
    CannotUndo,
    NotInThisRun,
    approve_whole,
    complete_activity,
    current_publication,
    mark_done_by_hand,
    recompute_completions,
    settle_anew,
    undo_completion,
    withdraw_evidence,
)
from courses.services.run_facts import TooFewPlaces, change_run, close_run, reopen_run
from courses.services.runs import (
    adopt_outline,
    create_run,
    freeze_run,
    keep_outline,
    name_trainer,
    pending_changes,
    set_dates,
    set_times,
)
from courses.signals import (
    enrolment_asked,
    enrolment_completed,
    enrolments_folding,
    place_freed,
    run_closed,
    run_copied,
)
from courses.types import TYPES, Attendance, Completion, Span, TypePolicy, Way, follow_up_days, type_policy

__all__ = [
    "DAYS", "MOST_CHARACTERS", "MOST_LINES", "PRIOR", "TYPES", "Activity", "Asked", "Attendance", "BadRule",
    "CannotEnrol", "CannotUndo", "Completion", "ConditionKind", "Course", "CourseFacts", "DatedLine", "DaysFact",
    "Done", "Enrolment", "Evidence", "Group", "GroupInUse", "GroupNameTaken", "Invitation", "Invited", "LinkOver",
    "Lock", "MatrixRow", "Missing", "Names", "NotInThisRun", "NothingToShift", "Opens", "Outline", "OutlineItem",
    "OutlineSection", "PlannedLine", "Problem", "Progress", "Publication", "PublicationRef", "Published", "Run",
    "RunDates", "RunFull", "RunItem", "RunStaff", "SentTooOften", "ShiftedLine", "Span", "Step", "StepLocked",
    "TooFewPlaces", "TypePolicy", "Verdict", "Way", "accept_invitation", "activity_by_key", "add_group",
    "adopt_outline", "approve_whole", "asks_approval", "cancel_enrolment", "change_run", "close_run",
    "complete_activity", "conditions_of", "copy_run", "course_by_key", "create_run", "current_publication",
    "dates_of", "days_needed", "delete_group", "divide_evenly", "done_in", "enrol_known", "enrol_learner",
    "enrol_learners", "enrol_pseudonymously", "enrolment_asked", "enrolment_completed", "enrolment_for",
    "enrolment_in_run", "enrolments_folding", "entrance", "fold_enrolments", "follow_up_days", "free_address",
    "freeze_run", "group_of", "groups_awaited", "groups_of", "groups_with_sizes", "invitation_by_key",
    "invitations_of", "invitations_unsent", "invite_people", "invite_unanswered_again", "is_shut", "is_trainer",
    "is_type_fixed", "join_invited_group", "keep_outline", "last_done_column", "left_of", "lock_in_words",
    "mark_done_by_hand", "move_enrolment", "move_people", "moves_from", "name_trainer", "names_of",
    "nearest_same_weekday", "next_name", "next_start", "next_step", "open_runs_of", "other_way_in", "outline_for",
    "parse_rule", "participants_of", "pending_changes", "place_freed", "places_left", "plan_invitations",
    "progress_matrix", "publication", "publish_activity", "publish_outline", "queue", "queue_by_invitation",
    "read_invited", "read_rule", "reasons_by_hand", "recompute_completions", "refuse_inviting", "refuse_locked",
    "refuse_outside_window", "refuse_unless_open", "rename_group", "reopen_run", "required_in", "required_of",
    "retire_activity", "revoke_invitation", "rule_in_sentences", "rule_of_steps", "rule_sentence", "rule_to_tell",
    "run_at_the_door", "run_by_code", "run_closed", "run_copied", "run_for_trainer", "runs_behind", "runs_of_author",
    "runs_taught_by", "send_invitation_again", "set_dates", "set_times", "settle_anew", "shifted", "step_rule",
    "steps_in", "steps_of", "stored_rule", "sync_course", "take_back", "take_out", "tell_compulsory", "tell_days",
    "tell_scores", "tells_dates", "text_of", "tidy", "type_policy", "undo_completion", "verdict_on", "version_of",
    "withdraw_evidence",
]  # fmt: skip

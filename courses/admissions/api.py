"""The one door of admissions."""

from courses.admissions.models import Admission, Application, Question, Turn
from courses.admissions.queries.applications import (
    application_in,
    applications_to,
    counts_of,
    questions_of,
    undecided_in,
)
from courses.admissions.queries.home import applications_waiting, offers_open
from courses.admissions.queries.mine import Awaited, awaited_among, is_pending, pending_rows
from courses.admissions.queries.queue import has_queue, offers_end, offers_places, over_in, queue_of, way_into
from courses.admissions.services.applications import NotDecidable, decide_application
from courses.admissions.services.queue import OfferOver, offer_beyond_queue
from courses.admissions.services.removing import remove_from_queue
from courses.admissions.services.ways import (
    ask_question,
    change_question,
    choose_way,
    drop_question,
    move_question_up,
    renew_code,
)

__all__ = [
    "Admission",
    "Application",
    "Awaited",
    "NotDecidable",
    "OfferOver",
    "Question",
    "Turn",
    "application_in",
    "applications_to",
    "applications_waiting",
    "ask_question",
    "awaited_among",
    "change_question",
    "choose_way",
    "counts_of",
    "decide_application",
    "drop_question",
    "has_queue",
    "is_pending",
    "move_question_up",
    "offer_beyond_queue",
    "offers_end",
    "offers_open",
    "offers_places",
    "over_in",
    "pending_rows",
    "questions_of",
    "queue_of",
    "remove_from_queue",
    "renew_code",
    "undecided_in",
    "way_into",
]

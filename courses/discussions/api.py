"""The one door of the discussions."""

from courses.discussions.models import Draft
from courses.discussions.queries.drafts import small_desk
from courses.discussions.queries.messages import waiting_for_trainer, who_wrote_last
from courses.discussions.queries.news import News, news_of, unread_messages_column
from courses.discussions.queries.places import let_drafts_be_kept
from courses.discussions.queries.waiting import questions_waiting, reports_waiting
from courses.discussions.services.drafts import drop_draft, hold_draft
from courses.discussions.services.messages import NobodyToWrite, ask_trainers, send_message

__all__ = [
    "Draft",
    "drop_draft",
    "hold_draft",
    "let_drafts_be_kept",
    "small_desk",
    "News",
    "NobodyToWrite",
    "ask_trainers",
    "news_of",
    "questions_waiting",
    "reports_waiting",
    "send_message",
    "unread_messages_column",
    "waiting_for_trainer",
    "who_wrote_last",
]

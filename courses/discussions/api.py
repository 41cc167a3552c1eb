"""The one door of the discussions."""

from courses.discussions.queries.messages import waiting_for_trainer
from courses.discussions.queries.news import News, news_of
from courses.discussions.queries.waiting import questions_waiting, reports_waiting
from courses.discussions.services.messages import NobodyToWrite, ask_trainers, send_message

__all__ = [
    "News",
    "NobodyToWrite",
    "ask_trainers",
    "news_of",
    "questions_waiting",
    "reports_waiting",
    "send_message",
    "waiting_for_trainer",
]

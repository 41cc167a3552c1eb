"""Mail: that something is there to read. Only an announcement is sent with what it says."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from courses.api import Enrolment, Run, RunStaff
from courses.discussions.models import Announcement, Follow, Message, Post, Report
from courses.discussions.queries.announcements import addressees_of
from courses.discussions.queries.members import trainers_of
from lms.jobs.api import handler, queue_mail
from lms.ui.mail import render_letter
from lms.ui.sanitize import paragraphs


@handler("announcement-mail")
def mail_announcement(payload: dict[str, Any]) -> None:
    """One mail to each it is meant for. Taken away meanwhile, it is not sent any more."""
    found = Announcement.objects.select_related("run__course", "author").filter(pk=payload["announcement"]).first()
    if found is None:
        return
    for user in addressees_of(found):
        with translation.override(user.language):
            context = {
                "announcement": found,
                "html": paragraphs(found.text),
                "course": found.run.course.title_in(user.language),
                "url": _address("discussions:announcements", found.run.code),
                "url_label": _("Open the announcements"),
            }
            _send(
                f"announcement:{found.pk}:{user.pk}",
                user,
                _("An announcement in your training"),
                "announcement",
                context,
            )


@handler("message-notice")
def mail_messages(payload: dict[str, Any]) -> None:
    """That a private message is there: once until it has been looked at, and never what it says."""
    rows = Message.objects.filter(pk__in=payload["messages"]).order_by("pk")
    for one in rows.select_related("conversation__enrolment__learner__user", "conversation__trainer"):
        talk, by_trainer = one.conversation, one.role == Message.Role.TRAINER
        seen = talk.seen_by_learner if by_trainer else talk.seen_by_trainer
        waiting = Message.objects.filter(conversation=talk, role=one.role, pk__gt=seen).order_by("pk")
        if waiting.values_list("pk", flat=True).first() != one.pk:  # read already, or told of an earlier one
            continue
        name = "inbox:conversation" if by_trainer else "letters:conversation"
        for user in _readers(one):
            with translation.override(user.language):
                context = {"url": _address(name, talk.pk), "url_label": _("Read the message")}
                _send(f"message:{one.pk}:{user.pk}", user, _("You have a message in Polku"), "message", context)


def _readers(message: Message) -> list[Any]:
    """Who gets to read what the other side wrote."""
    talk = message.conversation
    if message.role == Message.Role.TRAINER:
        return [talk.enrolment.learner.user] if talk.enrolment.status != Enrolment.Status.CANCELLED else []
    teaching = trainers_of(Run(pk=talk.enrolment.run_id))
    return teaching if talk.with_all else [user for user in teaching if user.pk == talk.trainer_id]


@handler("thread-notice")
def mail_followers(payload: dict[str, Any]) -> None:
    """That a discussion one follows has new posts: once until one has looked."""
    post = Post.objects.select_related("thread__run", "writing").filter(pk=payload["post"]).first()
    if post is None or post.writing is None or post.hidden_at:
        return
    follows = Follow.objects.filter(thread=post.thread, is_on=True, seen__lt=post.number)
    for follow in follows.exclude(user=post.writing.author_id).select_related("user").order_by("pk"):
        if follow.told > follow.seen or not _still_sees(follow):
            continue
        user = follow.user
        with translation.override(user.language):
            address = _address("discussions:thread", post.thread.run.code, post.thread_id)
            context = {"url": address, "url_label": _("Read the discussion")}
            _send(f"thread:{post.pk}:{user.pk}", user, _("New answers in a discussion"), "thread", context)
        Follow.objects.filter(pk=follow.pk).update(told=post.number)


def _still_sees(follow: Follow) -> bool:
    thread = follow.thread
    if RunStaff.objects.filter(run=thread.run_id, user=follow.user_id).exists():
        return True
    mine = Enrolment.objects.active().filter(run=thread.run_id, learner__user=follow.user_id)
    if thread.for_group:
        mine = mine.filter(group_id=thread.group_id) if thread.group_id else mine.none()
    return mine.exists()


@handler("report-notice")
def mail_report(payload: dict[str, Any]) -> None:
    """To the trainers: that a post waits to be looked at."""
    report = Report.objects.select_related("post__thread__run").filter(pk=payload["report"], handled_at=None).first()
    if report is None:
        return
    run = report.post.thread.run
    for user in trainers_of(run):
        with translation.override(user.language):
            context = {"url": _address("discussions:reports", run.code), "url_label": _("See what was reported")}
            _send(f"report:{report.pk}:{user.pk}", user, _("A post in a discussion was reported"), "report", context)


def _address(name: str, *parts: Any) -> str:
    return settings.PUBLIC_BASE_URL + reverse(name, args=parts)


def _send(key: str, user: Any, subject: str, name: str, context: dict[str, Any]) -> None:
    """Into the outbox, once for each ``key``."""
    if not user or not user.email or not user.is_active:
        return
    letter = render_letter(f"discussions/mail/{name}", context | {"subject": subject}, language=user.language)
    queue_mail(key=key, to=user.email, subject=subject, text=letter.text, html=letter.html)

"""Mail: that something is there to read. Only an announcement is sent with what it says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.api import Enrolment, Run, RunStaff
from courses.discussions.models import Announcement, Follow, Message, Post, Report
from courses.discussions.queries.announcements import addressees_of
from courses.discussions.queries.members import trainers_of
from lms.jobs.api import Fact, Kind, Pace, Topic, declare, handler, notify

ANNOUNCEMENT = declare(
    Kind(
        slug="discussions.announcement",
        label=_("Announcement of a trainer"),
        subject=_("An announcement in your training"),
        body=("%(course)s, %(run)s: %(title)s", "%(text)s"),
        facts={
            "course": Fact(_("title of the training"), _("Work ability coordinator")),
            "run": Fact(_("name of the run"), _("Spring 2027, Lahti")),
            "title": Fact(_("title of the announcement"), _("The contact day next week")),
            "text": Fact(_("text of the announcement"), _("We meet at nine in the lobby.")),
        },
        button=_("Open the announcements"),
        pace=Pace.AT_ONCE,
        topic=Topic.MESSAGES,
        needed=frozenset({"text"}),
    )
)
MESSAGE = declare(
    Kind(
        slug="discussions.message",
        label=_("Private message"),
        subject=_("You have a message in Polku"),
        body=(
            _("Somebody has written to you in Polku. For your privacy the message is read there, not in this mail."),
        ),
        button=_("Read the message"),
        topic=Topic.MESSAGES,
    )
)
THREAD = declare(
    Kind(
        slug="discussions.thread",
        label=_("New answers in a discussion that one follows"),
        subject=_("New answers in a discussion"),
        body=(
            _("Somebody has answered in a discussion that you follow. You are told again only when you have looked."),
        ),
        button=_("Read the discussion"),
        pace=Pace.SUMMARY,
        topic=Topic.MESSAGES,
    )
)
REPORT = declare(
    Kind(
        slug="discussions.report",
        label=_("A reported post (to the trainers)"),
        subject=_("A post in a discussion was reported"),
        body=(_("A participant has asked the trainers to look at a post in a discussion."),),
        button=_("See what was reported"),
        pace=Pace.AT_ONCE,
    )
)


@handler("announcement-mail")
def mail_announcement(payload: dict[str, Any]) -> None:
    """One mail to each it is meant for. Taken away meanwhile, it is not sent any more."""
    found = Announcement.objects.select_related("run__course").filter(pk=payload["announcement"]).first()
    if found is None:
        return
    for user in addressees_of(found):
        course = found.run.course.title_in(user.language)
        facts = {"course": course, "run": found.run.name, "title": found.title, "text": found.text}
        link = ("discussions:announcements", found.run.code)
        notify(ANNOUNCEMENT, key=f"announcement:{found.pk}:{user.pk}", to=user, facts=facts, link=link)


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
            notify(MESSAGE, key=f"message:{one.pk}:{user.pk}", to=user, link=(name, talk.pk))


def _readers(message: Message) -> list[Any]:
    """Who gets to read what the other side wrote."""
    talk = message.conversation
    if message.role == Message.Role.TRAINER:
        user = talk.enrolment.learner.user
        return [user] if user and talk.enrolment.status != Enrolment.Status.CANCELLED else []
    teaching = trainers_of(Run(pk=talk.enrolment.run_id))
    return teaching if talk.with_all else [user for user in teaching if user.pk == talk.trainer_id]


@handler("thread-notice")
def mail_followers(payload: dict[str, Any]) -> None:
    """That a discussion one follows has new posts: once until one has looked."""
    post = Post.objects.select_related("thread__run", "writing").filter(pk=payload["post"]).first()
    if post is None or post.writing is None or post.hidden_at:
        return
    follows = Follow.objects.filter(thread=post.thread, is_on=True, seen__lt=post.number)
    for follow in follows.exclude(user=post.writing.author_id).select_related("user", "thread").order_by("pk"):
        if follow.told > follow.seen or not _still_sees(follow):
            continue
        link = ("discussions:thread", post.thread.run.code, post.thread_id)
        notify(THREAD, key=f"thread:{post.pk}:{follow.user_id}", to=follow.user, link=link)
        Follow.objects.filter(pk=follow.pk).update(told=post.number)


def _still_sees(follow: Follow) -> bool:
    """Whether who follows is still in the run, and in the group that it is for."""
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
        notify(REPORT, key=f"report:{report.pk}:{user.pk}", to=user, link=("discussions:reports", run.code))

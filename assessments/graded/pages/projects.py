"""What the pages of development projects show, worked out before the templates. No queries of its own here."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assessments.graded.instructions import instructions_html
from assessments.graded.models import Work
from assessments.graded.models.projects import Endorsement, ProjectMessage
from assessments.graded.pages.assignments import Task, task_of
from assessments.graded.queries.assignments import newest_versions
from assessments.graded.queries.group_work import marked_one_of
from assessments.graded.queries.projects import MilestoneRow, Project, published_milestones
from assessments.graded.rules.projects import LONGEST_MESSAGE


class MessageForm(forms.Form):
    """One message of the conversation."""

    text = forms.CharField(
        label=lazy("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("Write nothing by which a client could be known."),
    )


class AskForm(forms.Form):
    """To whom the link goes."""

    email = forms.EmailField(
        label=lazy("Your supervisor's e-mail address"),
        help_text=lazy("They get your name, the name of the training and a link to the plan. They need no account."),
    )


class ApprovalForm(forms.Form):
    """Who approves; typed by the supervisor."""

    name = forms.CharField(label=lazy("Your name"), max_length=150)
    job_title = forms.CharField(label=lazy("Your title"), max_length=150, help_text=lazy("For example: team manager."))


class RecordForm(forms.Form):
    """An approval that was given in another way, as a trainer records it."""

    name = forms.CharField(label=lazy("Name of the supervisor"), max_length=150)
    job_title = forms.CharField(label=lazy("Title of the supervisor"), max_length=150)
    reason = forms.CharField(
        label=lazy("How the approval was given"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("For example: by phone on 12 March. The participant can read this."),
    )


@dataclass(frozen=True)
class StageTask:
    """A milestone as who only reads it meets it; ``task`` is missing until the assignment is published."""

    title: str
    needs_approval: bool
    publication_id: int | None
    activity_key: UUID
    task: Task | None


def stages_in_words(project_id: int, language: str) -> list[StageTask]:
    """What each milestone of a project asks, in order. Three queries, whatever their number."""
    stages = published_milestones(project_id, language)
    versions = newest_versions([one.activity.key for one, _shown in stages])
    return [
        StageTask(
            title=shown.title if shown else one.activity.title,
            needs_approval=one.needs_approval,
            publication_id=shown.pk if shown else None,
            activity_key=one.activity.key,
            task=task_of(versions[one.activity.key], language) if one.activity.key in versions else None,
        )
        for one, shown in stages
    ]


@dataclass(frozen=True)
class StageLine:
    """A milestone as both sides see it."""

    number: int
    title: str
    words: str
    mark: str
    url: str
    needs_approval: bool
    approval: Endorsement | None
    asked: Endorsement | None
    #: For the trainer: where more time is given, and until when it has been.
    more_time_url: str = ""
    extended_until: datetime.datetime | None = None


def lines_of(project: Project, *, for_trainer: bool) -> list[StageLine]:
    """The milestones with their states in words, and where each leads."""
    return [
        StageLine(
            number=number,
            title=row.step.title,
            words=words_of(row),
            mark="done" if row.stage.is_finished else "todo" if row.is_open else "",
            url=_marking_address(row) if for_trainer else _writing_address(project, row),
            needs_approval=row.needs_approval,
            approval=row.approval,
            asked=row.asked,
            more_time_url=_more_time_address(project, row) if for_trainer else "",
            extended_until=row.work.extended_until if row.work else None,
        )
        for number, row in enumerate(project.milestones, start=1)
    ]


def words_of(row: MilestoneRow) -> str:
    """How far a milestone is."""
    if not row.is_open and row.work is None:
        return _("Not open yet")
    if row.state == Work.State.ACCEPTED and row.needs_approval and not row.approval:
        return _("Accepted, waits for the supervisor's approval")
    return str(Work.State(row.state).label) if row.work else _("Can be written now")


def _writing_address(project: Project, row: MilestoneRow) -> str:
    if not row.is_open and row.work is None:
        return ""
    return reverse("graded:assignment", args=[project.run.code, row.slug])


def _marking_address(row: MilestoneRow) -> str:
    return reverse("marking:mark", args=[marked_one_of(row.submission)]) if row.submission else ""


def _more_time_address(project: Project, row: MilestoneRow) -> str:
    """Until the milestone is accepted, more time may be given for it."""
    if row.state == Work.State.ACCEPTED:
        return ""
    return reverse("marking:extension", args=[project.run.code, project.enrolment.pk, row.slug])


def frame(project: Project, *, for_trainer: bool) -> dict[str, Any]:
    """What both sides' pages show."""
    run, lines = project.run, lines_of(project, for_trainer=for_trainer)
    language = "" if run.language == (get_language() or "").split("-")[0] else run.language
    return {
        "project": project,
        "run": run,
        "title": project.step.title,
        "lines": lines,
        "done": sum(line.mark == "done" for line in lines),
        "messages_sent": [(one, name_of(one)) for one in project.messages],
        "content_language": language,
        "to_approve": project.to_approve,
        "message_form": MessageForm(),
    }


def name_of(message: ProjectMessage) -> str:
    """Who wrote a message, also when the account is gone."""
    return (message.writer.get_full_name() if message.writer else "") or str(message.get_role_display())


def learner_page(project: Project) -> dict[str, Any]:
    """The learner's one page of the project."""
    return frame(project, for_trainer=False) | {
        "course": project.run.course.title_in(project.run.language),
        "home_url": reverse("dashboard:course", args=[project.run.code]),
        "instructions": instructions_html(project.step.publication_id, project.step.activity_key),
        "ask_form": AskForm(),
    }


def trainer_page(project: Project) -> dict[str, Any]:
    """The trainer's page of one participant's project."""
    return frame(project, for_trainer=True) | {
        "enrolment": project.enrolment,
        "name": project.enrolment.learner.user.get_full_name() or project.enrolment.learner.user.email,
        "record_form": RecordForm(),
        "waits": project.waits_for_trainer,
    }

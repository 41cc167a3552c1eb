"""Taking a planned import into the bank, all or nothing, and writing the bank out."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.graded.api import Question, newest_of, question_problems, revise_question
from assessments.interchange.export_facts import Outgoing, Written
from assessments.interchange.facts import EmbeddedPicture
from assessments.interchange.gift_writer import write_gift
from assessments.interchange.moodle_writer import write_moodle_xml
from assessments.interchange.planning import LANGUAGE, Plan, Planned

WRITERS: dict[str, Callable[[Iterable[Outgoing]], Written]] = {"xml": write_moodle_xml, "gift": write_gift}


@transaction.atomic
def import_questions(
    *, plan: Plan, actor: Any, category: str = "", keep_picture: Callable[[EmbeddedPicture], int]
) -> list[Question]:
    """Store what the plan says; when one fails, none is stored. ``category`` is where questions go whose file names
    none. ``keep_picture`` stores a picture and tells its number."""
    return [_import_one(one, actor, category, keep_picture) for one in plan.coming]


def _import_one(
    planned: Planned, actor: Any, category: str, keep_picture: Callable[[EmbeddedPicture], int]
) -> Question:
    question, known = planned.question, planned.known
    values = planned.values | {LANGUAGE: _with_kept(planned.values[LANGUAGE], keep_picture)}
    if question.picture:
        values[LANGUAGE] = values[LANGUAGE] | {"picture": keep_picture(question.picture)}
    title = question.title or str(values[LANGUAGE].get("stem") or _("Question"))
    version = revise_question(
        key=planned.key,
        slug=known.slug if known else f"{slugify(title)[:60]}-{planned.key.hex[:8]}",
        kind=question.kind,
        values=values,
        actor=actor,
        title=known.title if known else title,
        category=known.category if known else question.category or category,
        status=known.status if known else Question.Status.DRAFT if planned.missing else Question.Status.READY,
        tags=None if known else question.tags,
    )
    return version.question


def _with_shown(values: dict[str, Any], picture: Callable[[int, str], EmbeddedPicture | None]) -> dict[str, Any]:
    """``values`` with each option's picture in the place of its number; the number stays where it is gone."""
    if not values.get("options"):
        return values
    shown = [one["value"] for one in values["options"]]
    found = [picture(one["picture"], one.get("picture_alt") or "") if one.get("picture") else None for one in shown]
    options = [
        {**option, "value": option["value"] | ({"picture": file} if file else {})}
        for option, file in zip(values["options"], found, strict=True)
    ]
    return values | {"options": options}


def _with_kept(values: dict[str, Any], keep_picture: Callable[[EmbeddedPicture], int]) -> dict[str, Any]:
    """``values`` with the number of each option's picture in its place."""
    return {name: _kept(value, keep_picture) for name, value in values.items()}


def _kept(value: Any, keep_picture: Callable[[EmbeddedPicture], int]) -> Any:
    if isinstance(value, EmbeddedPicture):
        return keep_picture(value)
    if isinstance(value, list):
        return [{**one, "value": _with_kept(one["value"], keep_picture)} for one in value]
    return value


def export_questions(
    questions: Iterable[Question], *, format: str, picture: Callable[[int, str], EmbeddedPicture | None]
) -> Written:
    """The questions as a file. What is unfinished or has no counterpart is left out, and named. ``picture`` finds a
    picture by its number, for what is said of it."""
    questions = list(questions)
    newest = newest_of(questions)
    outgoing, left_out = [], []
    for question in questions:
        version = newest.get(question.pk)
        if version is None or question_problems(kind=question.kind, values=version.values):
            left_out.append((question.title, _("It is not finished.")))
            continue
        values = version.values_in(question.source_language)
        outgoing.append(
            Outgoing(
                key=str(question.key),
                kind=question.kind,
                title=question.title,
                category=question.category,
                tags=tuple(tag.name for tag in question.tags.all()),
                values=_with_shown(values, picture),
                picture=picture(values["picture"], values.get("picture_alt") or "") if values.get("picture") else None,
            )
        )
    written = WRITERS[format](outgoing)
    written.left_out = left_out + written.left_out
    return written

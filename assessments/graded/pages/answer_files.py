"""What pages show of files that are answers. No queries here: the answer itself tells of its files."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.graded.models import Attempt, QuestionVersion, Response
from assessments.kinds.file_answer import files_in
from lms.ui.uploads import FAMILIES, LARGEST, accept_of, kind_of, kinds_in_words


@dataclass(frozen=True)
class FileLink:
    """One file, where it is given out, and whether it can be listened to on the page."""

    pk: int
    name: str
    size: int
    url: str
    plays: bool


def _link(file: dict[str, Any], url: str) -> FileLink:
    plays = kind_of(file["name"]) in FAMILIES["recordings"]
    return FileLink(file["id"], file["name"], file["size"], url, plays)


def nameless(name: str, place: int) -> str:
    """What a file is called while its writer's name is hidden: its own name often tells it."""
    return f"{_('file')}-{place}.{kind_of(name)}"


def own_files(attempt: Attempt, response: Response) -> tuple[FileLink, ...]:
    """The files of one's own answer; none where the answer is not files."""
    if not response.question_version.rule.takes_files:
        return ()
    place = (attempt.enrolment.run.code, attempt.activity.slug)
    found = files_in(response.answer)
    return tuple(_link(one, reverse("graded:answer-file", args=[*place, one["id"]])) for one in found)


def files_to_mark(response: Response, *, hidden: bool = False) -> tuple[FileLink, ...]:
    """The same for who marks the answer; ``hidden``: without the names that their writer gave them."""
    if not response.question_version.rule.takes_files:
        return ()
    found = files_in(response.answer)
    if hidden:
        found = [one | {"name": nameless(one["name"], place)} for place, one in enumerate(found, start=1)]
    return tuple(_link(one, reverse("marking:answer-file", args=[response.pk, one["id"]])) for one in found)


def given_with(attempt: Attempt, files: list[dict[str, Any]]) -> tuple[FileLink, ...]:
    """The files that came with the marking of one's own answer."""
    place = (attempt.enrolment.run.code, attempt.activity.slug)
    return tuple(_link(one, reverse("graded:answer-feedback-file", args=[*place, one["id"]])) for one in files)


def marked_with(response: Response, files: list[dict[str, Any]]) -> tuple[FileLink, ...]:
    """The same for who marks the answer."""
    return tuple(_link(one, reverse("marking:answer-feedback-file", args=[response.pk, one["id"]])) for one in files)


def upload_field(version: QuestionVersion, language: str, files: tuple[FileLink, ...] = ()) -> dict[str, Any]:
    """What the field for files shows beside the files that are there."""
    rule, values = version.rule, version.values_in(language)
    families, most = rule.families(values), rule.most_files(values)
    size = LARGEST // (1024 * 1024)
    counted = ngettext("One file, at most %(size)s MB.", "At most %(most)s files, each at most %(size)s MB.", most)
    return {
        "files": files,
        "room": most == 1 or len(files) < most,
        "replaces": most == 1 and bool(files),
        "accept": accept_of(families),
        "is_sound": families == ("recordings",),
        "limits": _("Allowed: %(kinds)s.") % {"kinds": kinds_in_words(families)}
        + " "
        + counted % {"most": most, "size": size},
    }

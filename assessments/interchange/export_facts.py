"""What goes out: a question in plain words, and what the other system cannot take."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from assessments.interchange.facts import EmbeddedPicture
from assessments.kinds.short_text import accepts


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A question of the bank with its newest wording in its own language. An option's picture stands in its place in
    ``values`` as it goes along; its number is still there when the library has lost it."""

    key: str
    kind: str
    title: str
    category: str
    tags: tuple[str, ...]
    values: dict[str, Any]
    picture: EmbeddedPicture | None = None


@dataclass(slots=True)
class Written:
    """A file's text, how many questions it holds, and for each question with a loss its title and what is lost."""

    text: str = ""
    count: int = 0
    losses: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def texts(items: list[dict[str, Any]] | None, name: str = "text") -> list[str]:
    """One text of each item of a list."""
    return [str(one["value"].get(name) or "") for one in items or []]


def answers_of_short_text(values: dict[str, Any], patterns: list[str]) -> list[str]:
    """The model answer first, then the patterns; once where reading finds the model among them anyway."""
    example = values.get("example") or ""
    if patterns[:1] == [example] and not accepts(patterns[1:], example):
        return patterns
    return [example, *patterns]


def no_counterpart(kind: str, format: str) -> str:
    """Why a question is left out."""
    if kind == "scale":
        told = _("A scale has no right answer and no points, and %(format)s has no such question. It stays here.")
        return told % {"format": format}
    return _("%(format)s has no question of this kind.") % {"format": format}


def losses_of(question: Outgoing, format: str) -> list[str]:
    """What the format cannot carry of a question."""
    losses = []
    if question.values.get("reread"):
        losses.append(_("The lesson to read again does not go along."))
    if question.values.get("facts"):
        losses.append(_("The names of the fact cards do not go along."))
    if question.kind == "essay" and any(question.values.get(name) for name in ("example", "words")):
        losses.append(_("The model answer and the advice on length do not go along."))
    if question.kind in ("file_answer", "audio_answer") and question.values.get("example"):
        losses.append(_("The model answer does not go along."))
    if question.values.get("picture") and (format == "GIFT" or question.picture is None):
        losses.append(_("The picture does not go along."))
    shown = [one["value"]["picture"] for one in question.values.get("options") or [] if one["value"].get("picture")]
    if any(format == "GIFT" or not isinstance(one, EmbeddedPicture) for one in shown):
        losses.append(_("Pictures of its options do not go along."))
    if format == "GIFT" and question.values.get("hints"):
        losses.append(_("The hints do not go along."))
    if format == "GIFT" and question.kind == "numeric" and question.values.get("unit"):
        losses.append(_("The unit does not go along."))
    if format == "GIFT" and question.kind == "essay" and question.values.get("guide"):
        losses.append(_("The words for the one who marks do not go along."))
    return losses

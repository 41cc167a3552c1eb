"""Moodle XML: the file, its categories, and what all its questions have in common."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from assessments.interchange import moodle_cloze, moodle_kinds
from assessments.interchange.embedded import Place, decoded, take_picture
from assessments.interchange.facts import (
    MAX_ANSWERS,
    TITLE,
    CannotCome,
    EmbeddedPicture,
    ReadQuestion,
    UnusableFile,
    category_in,
    tags_in,
)
from assessments.interchange.markup import too_much
from assessments.interchange.moodle_texts import Source
from assessments.interchange.nodes import Node, tree_of
from assessments.kinds import KINDS

#: What a question may have many of, but not without end.
REPEATED = ("answer", "subquestion", "selectoption", "dragbox", "hint", "tags")
READERS: dict[str, Callable[[Source], None]] = moodle_kinds.READERS | moodle_cloze.READERS


def read_moodle_xml(text: str) -> list[ReadQuestion]:
    """The questions in order. Raises ``UnusableFile``."""
    start = text.find("?>") + 2 if text.lstrip().startswith("<?xml") else 0  # the encoding is behind us
    root = tree_of(text[start:])
    if root.tag != "quiz":
        raise UnusableFile(_("This is XML, but not Moodle's question bank. Export in the format Moodle XML."))
    questions: list[ReadQuestion] = []
    category = ""
    for node in root.all("question"):
        if node.attributes.get("type") == "category":
            category = category_in(node.said("category", "text"))
            continue
        questions.append(_read(node, len(questions) + 1, category))
    return questions


def _read(node: Node, number: int, category: str) -> ReadQuestion:
    kind = node.attributes.get("type", "")
    question = ReadQuestion(
        number=number,
        title=" ".join(node.said("name", "text").split())[:TITLE],
        category=category,
        own_id=node.said("idnumber")[:200],
        tags=tags_in([tag.said("text") for tag in (node.first("tags") or node).all("tag")]),
    )
    source = Source(node, question)
    try:
        if kind not in READERS:
            raise CannotCome(_("There is no question kind here like Moodle's “%(kind)s”.") % {"kind": kind[:40]})
        if sum(len(list(node.all(tag))) for tag in REPEATED) > MAX_ANSWERS:
            raise CannotCome(too_much())
        _common(source)
        READERS[kind](source)
        _hints(source)
        if question.picture:
            source.put("picture_alt", question.picture.alt)
    except CannotCome as reason:
        question.refusal = str(reason)
    question.title = question.title or str(question.values.get("stem") or "")[:TITLE]
    return question


def _common(source: Source) -> None:
    """The question's words, its explanation, and what no kind here has."""
    source.put("stem", source.text("questiontext"))
    if beside := source.node.said("image_base64"):  # as Moodle 1 wrote it
        picture = EmbeddedPicture(source.node.said("image").rsplit("/", 1)[-1][:100], decoded(beside) or b"", alt="")
        take_picture(picture, Place.QUESTION, source.question)
    source.put("feedback", source.text("generalfeedback"))
    grade = source.node.said("defaultgrade")
    if grade and source.number(grade) not in (None, 0, 1):
        source.question.lose(_("Its points are chosen in the quiz, so the points in the file do not come along."))


def _hints(source: Source) -> None:
    """What is said before a new try, one a line; where a kind has none, they are lost."""
    hints = [" ".join(source.text_of(hint).split()) for hint in source.node.all("hint")]
    if any(field.name == "hints" for field in KINDS[source.question.kind].fields):
        source.put("hints", "\n".join(filter(None, hints)))
    elif any(hints):
        source.question.lose(_("Hints for a new try do not come along."))

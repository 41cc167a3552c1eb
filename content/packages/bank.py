"""The questions that a training asks: each written where it is asked, or in the training's bank when it is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from assessments.graded.api import Question, QuestionVersion, newest_of, questions_in
from assessments.kinds import KINDS
from assessments.kinds.base import value_in
from assessments.kinds.question import QuestionKind
from content.models import Picture, QuizPage, SeedRecord
from content.packages.bodies import about_picture
from content.packages.files import Gathered
from content.packages.texts import said
from content.packages.values import Names, entry_of, names_of


@dataclass
class Bank:
    """All questions of a training with their newest versions, and which of them stand in its own bank."""

    questions: dict[int, Question] = field(default_factory=dict)
    newest: dict[int, QuestionVersion] = field(default_factory=dict)
    shared: set[int] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    #: What the files call the options inside the questions.
    inner_names: dict[str, str] = field(default_factory=dict)

    def name_of(self, pk: int) -> str:
        """What the training's files call a question."""
        return self.names[str(self.questions[pk].key)]

    def languages_of(self, numbers: Iterable[int]) -> set[str]:
        """Languages besides Finnish in which some of the questions have words."""
        return {code for pk in numbers if pk in self.newest for code in self.newest[pk].values} - {"fi"}


def bank_of(quizzes: Iterable[QuizPage]) -> Bank:
    """What the quizzes ask and draw. A question that is drawn, or asked in more than one place, stands in the bank."""
    bank = Bank()
    for quiz in quizzes:
        for block in quiz.questions:
            if block.block_type == "question" and (question := block.value["question"]):
                if question.pk in bank.questions:
                    bank.shared.add(question.pk)
                bank.questions[question.pk] = question
            elif block.block_type == "draw":
                for question in _drawn(block.value):
                    bank.questions[question.pk] = question
                    bank.shared.add(question.pk)
    bank.newest = newest_of(bank.questions.values())
    keys = [question.key for question in bank.questions.values()]
    known = dict(SeedRecord.objects.filter(page_key__in=keys).values_list("page_key", "key"))
    called = {str(key): path.rpartition("/")[2] for key, path in known.items()}
    bank.names, bank.inner_names = Names(called).all_of(map(str, keys)), names_of(keys)
    return bank


def _drawn(value: Any) -> list[Question]:
    """Every ready question that the draw may take, whether it counts points or not."""
    found = questions_in(value["category"] or "") if value["category"] or value["tag"] else []
    return [
        one
        for one in found
        if one.status == Question.Status.READY
        and (not value["tag"] or value["tag"] in {tag.name for tag in one.tags.all()})
    ]


class QuestionWriter:
    """Writes questions into the files of one folder."""

    def __init__(self, gathered: Gathered, folder: str, bank: Bank, names: Names, course_title: str) -> None:
        self.gathered, self.folder, self.bank, self.names = gathered, folder, bank, names
        self.course_title = course_title

    def entry(self, question: Question, language: str = "fi", points: int | None = None) -> dict[str, Any]:
        """One question in ``language``, words that it lacks in Finnish."""
        version, kind = self.bank.newest[question.pk], KINDS[question.kind]
        values = value_in(kind.fields, version.values, language)
        entry: dict[str, Any] = {"key": self.bank.name_of(question.pk), "kind": question.kind}
        entry |= said(points=points)
        if question.title != str(values.get("stem") or "")[:200] and language == "fi":
            entry["name"] = question.title
        if question.category != self.course_title:
            entry["category"] = question.category
        entry |= said(tags=[tag.name for tag in question.tags.order_by("name")])
        return entry | self._picture(values) | self._with_options(kind, values)

    def _with_options(self, kind: QuestionKind, values: dict[str, Any]) -> dict[str, Any]:
        entry = entry_of(kind.fields, values, self.names)
        for told, option in zip(entry.get("options") or [], values.get("options") or [], strict=True):
            told |= self._picture(option["value"])
        return entry

    def _picture(self, values: dict[str, Any]) -> dict[str, Any]:
        picture = Picture.objects.filter(pk=values.get("picture") or 0).first()
        name = self.gathered.beside(self.folder, picture.file, picture.title) if picture else ""
        if not name:
            return {}
        about = about_picture(picture, name)
        named = {f"picture_{key}": about[key] for key in ("title", "credit") if key in about}
        return {"picture": name, **said(picture_alt=values.get("picture_alt")), **named}

    def slots(self, page: QuizPage, language: str = "fi") -> list[dict[str, Any]]:
        """The quiz's entries in order."""
        entries = []
        for block in page.questions:
            value = block.value
            if block.block_type == "section":
                entries.append({"section": value["title"], **said(intro=value["intro"])})
            elif block.block_type == "draw":
                drawn = {"draw": value["count"], **said(category=value["category"], tag=value["tag"])}
                entries.append(drawn | {"points": value["points"]})
            elif question := value["question"]:
                entries += self._asked(question, value["points"], language, page)
        return entries

    def _asked(self, question: Question, points: int, language: str, page: QuizPage) -> list[dict[str, Any]]:
        if question.pk not in self.bank.newest:
            told = {"page": page.title, "question": question.title}
            self.gathered.note(_("“%(page)s”: the question “%(question)s” is empty and stays here.") % told)
            return []
        if question.pk in self.bank.shared:
            return [{"ask": self.bank.name_of(question.pk), "points": points}]
        return [self.entry(question, language, points)]

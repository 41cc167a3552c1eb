"""Quizzes and the questions that they ask: a YAML file of a module, and the training's own bank for draws."""

from pathlib import Path
from typing import Any

from assessments.kinds import KINDS
from content.blocks.quiz import SECTION
from content.models import QuizPage
from content.opening import QUIZ_DONE
from content.review_field import boxes
from content.seeding.blocks import Ref, asked_picture, value_of
from content.seeding.files import BrokenFile, Fields
from content.seeding.keys import key_of
from content.seeding.plans import PagePlan, QuestionPlan, same_shape
from content.seeding.steps import STEP_KEYS, step_values
from content.seeding.translations import fields_in_languages

_KEYS = ("title", "slug", "pass_percent", "attempts", "minutes", "intro", "bands", "questions")
#: Names in the file of what the page calls otherwise or the same, with the kind of value.
SETTINGS = {
    "counting": "counting",
    "pause_minutes": "delay_minutes",
    "time_limit": "minutes_allowed",
    "feedback_mode": "feedback_mode",
    "hint_penalty": "hint_penalty",
    "shows": "review_preset",
    "shows_own": "review_parts",
    "shuffle_questions": "shuffle_questions",
    "shuffle_options": "shuffle_options",
    "hides_names": "hides_names",
}
_ABOUT_QUESTION = ("key", "kind", "points", "name", "category", "tags", "picture_title", "picture_credit")


def plan_quiz(
    path: Path, module_key: str, course_key: str, course_title: str
) -> tuple[list[PagePlan], list[QuestionPlan]]:
    """The quiz in its languages, and the questions that it writes out itself."""
    pages: list[PagePlan] = []
    questions: list[QuestionPlan] = []
    for fields, language in fields_in_languages(path):
        page, asked = _plan_in(fields, language, module_key, course_key, course_title)
        if pages:
            same_shape(pages[0], page)
            _translate(questions, asked, language)
        pages.append(page)
        questions = questions or asked
    return pages, questions


def plan_bank(path: Path, course_key: str, course_title: str) -> list[QuestionPlan]:
    """Questions that quizzes of the training draw, or that several of them ask; most trainings have none such."""
    if not path.is_file():
        return []
    found: list[QuestionPlan] = []
    for fields, language in fields_in_languages(path):
        fields.only("questions")
        asked = [_plan_question(entry, course_key, course_key, course_title) for entry in fields.each("questions")]
        _once(asked, fields)
        _translate(found, asked, language)
        found = found or asked
    return found


def _translate(questions: list[QuestionPlan], asked: list[QuestionPlan], language: str) -> None:
    for source, mine in zip(questions, asked, strict=False):
        if source.values != mine.values:
            source.translations[language] = mine.values


def _once(questions: list[QuestionPlan], fields: Fields) -> None:
    seen: set[str] = set()
    for plan in questions:
        if plan.key in seen:
            name = plan.key.rpartition("/")[2]
            raise BrokenFile(fields.path, plan.line, f"The key “{name}” stands here twice.")
        seen.add(plan.key)


def _plan_in(
    fields: Fields, language: str, module_key: str, course_key: str, course_title: str
) -> tuple[PagePlan, list[QuestionPlan]]:
    fields.only(*_KEYS, *SETTINGS, *STEP_KEYS)
    key = f"{module_key}/{fields.text('slug')}"
    questions, slots = [], []
    for place, entry in enumerate(fields.each("questions"), start=1):
        if "kind" in entry:
            questions.append(_plan_question(entry, module_key, course_key, course_title))
            slots.append(_asked(Ref("question", questions[-1].key), entry, key))
        else:
            slots.append(_slot(entry, place, key, course_key))
    _once(questions, fields)
    for band in fields.each("bands"):
        band.only("from", "text")
    values = {
        "title": fields.text("title"),
        "slug": fields.text("slug"),
        "intro": fields.text("intro", ""),
        "minutes": fields.number("minutes", 10),
        "pass_percent": fields.number("pass_percent", 70),
        "attempts_allowed": fields.number("attempts", 0),
        "band_texts": "\n".join(f"{band.number('from')}: {band.text('text')}" for band in fields.each("bands")),
        "questions": slots,
        **{column: _setting(fields, name, column) for name, column in SETTINGS.items() if name in fields},
        **step_values(fields, course_key, QUIZ_DONE),
    }
    return PagePlan(key, "QuizPage", module_key, values, fields.path, language), questions


def _asked(ref: Ref, entry: Fields, key: str) -> dict[str, Any]:
    value = {"question": ref, "points": entry.number("points", 1)}
    name = entry.text("key") if "key" in entry else entry.text("ask")
    return {"type": "question", "value": value, "id": str(key_of(key, "slot", name))}


def _slot(entry: Fields, place: int, key: str, course_key: str) -> dict[str, Any]:
    """A heading, a draw, or a question of the training's bank by its key."""
    if "ask" in entry:
        entry.only("ask", "points")
        return _asked(Ref("question", f"{course_key}/questions/{entry.text('ask')}"), entry, key)
    if "section" in entry:
        entry.only("section", "intro")
        value = {"title": entry.text("section"), "intro": entry.text("intro", "")}
        return {"type": SECTION, "value": value, "id": str(key_of(key, SECTION, str(place)))}
    if "draw" not in entry:
        raise entry.fault("An entry is a question with its “kind”, or it begins with “ask”, “section” or “draw”.")
    entry.only("draw", "category", "tag", "points")
    value = {"category": entry.text("category", ""), "tag": entry.text("tag", ""), "count": entry.number("draw")}
    value["points"] = entry.number("points", 1)
    return {"type": "draw", "value": value, "id": str(key_of(key, "draw", str(place)))}


def _setting(fields: Fields, name: str, column: str) -> Any:
    """One setting of the quiz, of the kind that its page holds."""
    field = QuizPage._meta.get_field(column)
    if column == "review_parts":
        ticked, known = fields.texts(name), {box for box, _label in boxes()}
        if strange := set(ticked) - known:
            raise fields.fault(f"“{name}” knows no {', '.join(sorted(strange))}.", name)
        return ticked
    if isinstance(field.default, bool):
        return fields.flag(name)
    if isinstance(field.default, int):
        return fields.number(name)
    said, allowed = fields.text(name), [choice for choice, _label in field.choices]
    if said not in allowed:
        raise fields.fault(f"“{name}” is one of {', '.join(allowed)}.", name)
    return said


def _plan_question(entry: Fields, above: str, course_key: str, course_title: str) -> QuestionPlan:
    """A question whose key is under ``above``: its module, or the training itself."""
    kind = entry.text("kind")
    if kind not in KINDS:
        raise entry.fault(f"There is no question kind “{kind}”. Known: {', '.join(KINDS)}.", "kind")
    declared = KINDS[kind].fields
    entry.only(*_ABOUT_QUESTION, *(field.name for field in declared))
    name = entry.text("key")
    key = f"{above}/questions/{name}"
    values = value_of(declared, entry, key) | asked_picture(entry)
    return QuestionPlan(
        key,
        _slug(course_key, name, key),
        kind,
        entry.text("category", course_title),
        values,
        entry.path,
        entry.line,
        entry.text("name", ""),
        tuple(entry.texts("tags")),
    )


def _slug(course_key: str, name: str, key: str) -> str:
    """Short names of questions are unique on the site; one that would be cut ends in its key instead."""
    slug = f"{course_key.rpartition('/')[2]}-{name}"
    return slug if len(slug) <= 80 else f"{slug[:71].rstrip('-')}-{key_of(key).hex[:8]}"

"""The generated training: 6 modules, 35 lessons and 5 quizzes, written as an author writes and published."""

import io
import random
import uuid
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale, Page

from assessments.graded.api import Question, revise_question
from bench.texts import paragraphs, sentence
from content.models import (
    CertificateText,
    CourseIndexPage,
    CoursePage,
    FactCard,
    LessonPage,
    ModulePage,
    Picture,
    QuizPage,
)
from courses.api import Run, course_by_key, create_run

SLUG = "mittauskoulutus"
RUN = "mittaus"
#: Lessons of each module; each but the last ends in a quiz. Together 40 steps.
LESSONS = (6, 6, 6, 6, 6, 5)
QUESTIONS = 20
SHORT_QUIZ = 5
KINDS = ("single_choice", "multiple_choice", "true_false", "short_text")
#: What a learner posts to get all points, by kind.
RIGHT: dict[str, list[str]] = {
    "single_choice": ["b"],
    "multiple_choice": ["b", "d"],
    "true_false": ["true"],
    "short_text": ["kela"],
}

_seeds = count(1)


def make_course() -> CoursePage:
    """The training with everything in it, live."""
    index = CourseIndexPage.objects.live().order_by("path").first()
    pictures = [make_picture(number) for number in range(6)]
    facts = list(FactCard.objects.filter(locale__language_code="fi").order_by("pk")[:6])
    course = add(
        index,
        CoursePage(
            title="Mittauskoulutus",
            slug=SLUG,
            course_type="blended_cohort",
            summary="Koulutus, jolla sivujen nopeutta mitataan.",
            hours=270,
            extent="10 op, 270 h",
            for_whom="Ammattilaisille\nOhjaajille",
            outcomes="Tunnistat tuen tarpeen.\nOsaat sopia jatkosta.",
            method="Verkossa ja yhdessä.",
            assessment="Luvut ja testit.",
            certificate=CertificateText.objects.order_by("pk").first(),
            certificate_basis="Kaikki luvut ja testit on tehty.",
        ),
    )
    for number, lessons in enumerate(LESSONS, start=1):
        module = add(
            course, ModulePage(title=f"Moduuli {number}", slug=f"moduuli-{number}", hours=45, intro=sentence(number))
        )
        for place in range(1, lessons + 1):
            add(module, lesson(number, place, pictures, facts))
        if number < len(LESSONS):
            add(module, quiz(number, QUESTIONS if number == 1 else SHORT_QUIZ))
    return course


def make_run(course: CoursePage) -> Run:
    """Its open run."""
    found = course_by_key(course.translation_key)
    return create_run(course=found, code=RUN, name="Syksy", actor=None, is_open=True)


def add(parent: Page, page: Page) -> Any:
    """Put ``page`` below ``parent`` and publish it as the editor does."""
    page.live, page.locale = False, Locale.objects.get(language_code="fi")
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def make_picture(number: int) -> Picture:
    """A picture of coarse noise, about as heavy as a photograph."""
    draw = random.Random(number)
    small = Image.frombytes("RGB", (64, 36), draw.randbytes(64 * 36 * 3))
    file = io.BytesIO()
    small.resize((1600, 900), Image.Resampling.BICUBIC).save(file, "JPEG", quality=80)
    return Picture.objects.create(title=f"Kuva {number}", file=ContentFile(file.getvalue(), name=f"kuva-{number}.jpg"))


def lesson(module: int, place: int, pictures: list[Picture], facts: list[FactCard]) -> LessonPage:
    """A lesson of 15 blocks: about 5 kB of text, three pictures, one fact card."""

    def text(amount: int = 1) -> tuple[str, dict[str, Any]]:
        return "text", {"text": paragraphs(next(_seeds), amount), "plain": ""}

    def heading(words: str) -> tuple[str, dict[str, Any]]:
        return "heading", {"level": "h2", "text": words}

    def picture() -> tuple[str, dict[str, Any]]:
        chosen = pictures[next(_seeds) % len(pictures)]
        return "picture", {
            "image": chosen,
            "alt_text": "Kaksi ihmistä keskustelee.",
            "decorative": False,
            "caption": "Kuva",
        }

    def box(kind: str, title: str) -> tuple[str, dict[str, Any]]:
        return kind, {"title": title, "text": paragraphs(next(_seeds), 1, 3), "plain": ""}

    fact = ("fact", {"card": facts[next(_seeds) % len(facts)]})
    blocks = [
        text(2), heading("Mistä on kyse"), picture(), text(2), box("callout", "Muista"), heading("Miten se tehdään"),
        text(2), picture(), fact, box("case", "Jari, 52"), heading("Omassa työssä"), text(2), picture(),
        box("stop", "Pysähdy ja mieti"), box("fold", "Lisää aiheesta"),
    ]  # fmt: skip
    return LessonPage(
        title=f"Luku {module}.{place}", slug=f"luku-{module}-{place}", lead=sentence(place), body=blocks, minutes=15
    )


def quiz(module: int, questions: int) -> QuizPage:
    """A quiz that goes through the kinds in turn."""
    chosen = [("question", {"question": question(KINDS[n % len(KINDS)]), "points": 1}) for n in range(questions)]
    return QuizPage(
        title=f"Testi {module}",
        slug=f"testi-{module}",
        intro=sentence(module),
        questions=chosen,
        pass_percent=70,
        minutes=20,
    )


def question(kind: str) -> Question:
    """A ready question of the bank; ``RIGHT`` says what is right."""
    seed = next(_seeds)
    values: dict[str, Any] = {"stem": f"{sentence(seed)} Mitä siitä seuraa?", "feedback": sentence(seed + 1)}
    if kind in ("single_choice", "multiple_choice"):
        values["options"] = [
            {
                "id": id,
                "value": {"text": sentence(seed + place), "correct": id in RIGHT[kind], "feedback": "Perustelu."},
            }
            for place, id in enumerate("abcd")
        ]
    elif kind == "true_false":
        values |= {"answer": True, "feedback_right": "Juuri niin.", "feedback_wrong": "Ei aivan."}
    else:
        values |= {
            "patterns": "kela\nkansaneläkelaitos*",
            "example": "Kela",
            "feedback_right": "Oikein.",
            "feedback_wrong": "Se on Kela.",
        }
    version = revise_question(key=uuid.uuid4(), slug=f"mittaus-{seed}", kind=kind, values={"fi": values}, actor=None)
    return version.question


def option(id: str, *, text: str, correct: bool) -> dict[str, Any]:
    """One option of a choice, with its feedback."""
    return {"id": id, "value": {"text": text, "correct": correct, "feedback": "Tämä on perustelu."}}

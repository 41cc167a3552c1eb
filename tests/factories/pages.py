"""Pages as authors make them, published through Wagtail's own doors."""

import itertools
from typing import Any
from uuid import uuid4

from wagtail.models import Locale, Page

from assessments.graded.api import revise_question
from content.models import CertificateText, CourseIndexPage, CoursePage, HomePage, LessonPage, ModulePage, QuizPage

_numbers = itertools.count(1)

HOME = {
    "heading": "Pieniä askelia",
    "lead": "Koulutusta ja valmennusta.",
    "jobseeker_title": "Olen työnhakija",
    "jobseeker_text": "Lyhyt valmennus.",
    "jobseeker_action": "Aloita valmennus",
    "professional_title": "Olen ammattilainen",
    "professional_text": "Koulutus.",
    "professional_action": "Tutustu koulutukseen",
}


def text_block(html: str = "<p>Työkyky on tasapainoa.</p>") -> tuple[str, dict[str, Any]]:
    """One paragraph of a lesson."""
    return "text", {"text": html, "plain": ""}


def publish(page: Page) -> Page:
    """Publish the page as the editor does, by a revision; returns it fresh."""
    page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def add_page(parent: Page, page: Page, *, live: bool = True) -> Page:
    """Add ``page`` under ``parent`` as a draft and publish it unless told not to."""
    page.live = False
    parent.add_child(instance=page)
    return publish(page) if live else page


def make_home() -> HomePage:
    """The Finnish front page under the root (made on first need)."""
    locale, _ = Locale.objects.get_or_create(language_code="fi")
    home = HomePage.objects.filter(locale=locale).first()
    if home:
        return home
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    return add_page(root, HomePage(title="Etusivu", slug=f"etusivu-{next(_numbers)}", locale=locale, **HOME))


def make_course_page(**fields: Any) -> CoursePage:
    """A live course page in the catalogue, with a certificate."""
    home = make_home()
    index = CourseIndexPage.objects.child_of(home).first() or add_page(
        home, CourseIndexPage(title="Koulutukset", slug="koulutukset")
    )
    certificate = CertificateText.objects.first() or CertificateText.objects.create(
        name="Osallistumistodistus", heading="Osallistumistodistus", sentence="on osallistunut koulutukseen"
    )
    number = next(_numbers)
    defaults = {
        "title": f"Koulutus {number}",
        "slug": f"koulutus-{number}",
        "summary": "Lyhyt johdatus.",
        "hours": 18,
        "certificate": certificate,
        "certificate_basis": "Kaikki luvut ja testi.",
    }
    return add_page(index, CoursePage(**defaults | fields))


def make_module_page(course: CoursePage, **fields: Any) -> ModulePage:
    """A live module of the course."""
    number = next(_numbers)
    return add_page(course, ModulePage(**{"title": f"Moduuli {number}", "slug": f"moduuli-{number}"} | fields))


def make_lesson_page(module: ModulePage, *, blocks: list | None = None, live: bool = True, **fields: Any) -> LessonPage:
    """A lesson of the module with one paragraph, or with ``blocks``."""
    number = next(_numbers)
    body = [text_block()] if blocks is None else blocks
    defaults = {"title": f"Luku {number}", "slug": f"luku-{number}", "body": body, "minutes": 10}
    return add_page(module, LessonPage(**defaults | fields), live=live)


def make_question(*, stem: str = "Työkyky on…", right: str = "tasapaino") -> Any:
    """A ready single-choice question of the bank."""
    number = next(_numbers)
    options = [
        {"id": right, "value": {"text": right, "correct": True, "feedback": "Aivan."}},
        {"id": "muu", "value": {"text": "muu", "correct": False, "feedback": "Ei ihan."}},
    ]
    values = {"fi": {"stem": stem, "options": options, "feedback": ""}}
    version = revise_question(key=uuid4(), slug=f"kysymys-{number}", kind="single_choice", values=values, actor=None)
    return version.question


def make_quiz_page(module: ModulePage, *, questions: int = 1, live: bool = True, **fields: Any) -> QuizPage:
    """A quiz of the module with questions of the bank."""
    number = next(_numbers)
    chosen = [("question", {"question": make_question(), "points": 1}) for _ in range(questions)]
    defaults = {"title": f"Testi {number}", "slug": f"testi-{number}", "questions": chosen, "pass_percent": 70}
    return add_page(module, QuizPage(**defaults | fields), live=live)

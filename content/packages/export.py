"""A training from the site to the files of a package: what learners see now, and everything that it shows."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from content.models import CoursePage, HomePage, LessonPage, ModulePage, PartPage, ProjectPage, QuizPage
from content.packages import pages as sheets
from content.packages.bank import QuestionWriter, bank_of
from content.packages.bodies import BodyWriter
from content.packages.cards import card_files, certificate_name
from content.packages.checking import faulty_files
from content.packages.files import SHEET, Gathered
from content.packages.pieces import add_pieces
from content.packages.scales import scale_files
from content.packages.texts import document_of, said, yaml_of
from content.packages.translations import words_of
from content.packages.values import Names, names_of
from content.seeding.translations import LANGUAGES
from courses.api import open_runs_of

#: Grows when older versions of Polku could not read what this one writes.
FORMAT = 1


class NothingToExport(Exception):
    """There is no such training, or nothing of it is published; ``str()`` says so."""


@dataclass
class Package:
    """The files of a training, and what the author should know is not among them."""

    code: str
    title: str
    gathered: Gathered
    languages: list[str] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        return self.gathered.notes


def export_course(code: str) -> Package:
    """The training whose short name is ``code``. Raises ``NothingToExport``."""
    course = CoursePage.objects.filter(slug=code, locale__language_code="fi", alias_of=None).first()
    if course is None:
        raise NothingToExport(_("There is no training with the short name “%(code)s”.") % {"code": code})
    if not course.live:
        raise NothingToExport(
            _("The training is not published yet. Publish it first: a package holds what is published.")
        )
    return _Exporter(course).export()


class _Exporter:
    """Walks one training, page by page and language by language."""

    def __init__(self, course: CoursePage) -> None:
        self.course, self.gathered = course, Gathered()
        below = Page.objects.descendant_of(course).order_by("path").specific()
        self.pages = [page for page in below if page.live and page.alias_of_id is None]
        for page in below:
            if not page.live or page.has_unpublished_changes:
                self._tell_of_draft(page)
        self.others = self._translations()
        self.bank = bank_of([page for page in self.pages if isinstance(page, QuizPage)])
        self.names = Names(names_of(page.translation_key for page in [course, *self.pages]) | self.bank.inner_names)
        self.is_programme = isinstance(course.get_parent().specific, HomePage)
        self.folder = f"{'programmes' if self.is_programme else 'courses'}/{course.slug}"

    def _tell_of_draft(self, page: Page) -> None:
        if page.live:
            sentence = _("“%(page)s” has changes that are not published; the package has the published version.")
        else:
            sentence = _("“%(page)s” is not published and is not in the package.")
        self.gathered.note(sentence % {"page": page.title})

    def _translations(self) -> dict[tuple[Any, str], Page]:
        keys = [self.course.translation_key, *(page.translation_key for page in self.pages)]
        found = Page.objects.live().filter(translation_key__in=keys, alias_of=None, locale__language_code__in=LANGUAGES)
        rows = found.select_related("locale").specific()
        return {(page.translation_key, page.locale.language_code): page for page in rows}

    def export(self) -> Package:
        self._course()
        for module in self._children(self.course, ModulePage):
            self._module(module)
        for part in self._children(self.course, PartPage):
            self._part(part)
        add_pieces(self.gathered, self.names)
        self.gathered.texts |= card_files(self.gathered)
        if self.is_programme:
            self.gathered.texts |= scale_files()
        sheet = {"format": FORMAT, "course": self.course.slug}
        self.gathered.texts[SHEET] = yaml_of(sheet)
        self._leave_out_what_cannot_be_read()
        languages = sorted({name.split(".")[-2] for name in self.gathered.texts} & set(LANGUAGES))
        return Package(self.course.slug, self.course.title, self.gathered, ["fi", *languages])

    def _children(self, above: Page, kind: Any) -> list[Any]:
        return [page for page in self.pages if isinstance(page, kind) and page.is_child_of(above)]

    def _in_languages(self, page: Page) -> list[tuple[str, Page]]:
        """("", the page), then (".sv", its translation) for each that there is."""
        found = [(code, self.others.get((page.translation_key, code))) for code in LANGUAGES]
        return [("", page), *((f".{code}", other) for code, other in found if other)]

    def _writer(self, page: Page, folder: str) -> BodyWriter:
        return BodyWriter(self.gathered, folder, page, self.names)

    def _course(self) -> None:
        certificate = certificate_name(self.gathered, self.course.certificate)
        source: dict[str, Any] = {}
        for ending, page in self._in_languages(self.course):
            front = sheets.course_front(page, certificate if not ending else "")
            if front["policy"] == ("private" if self.is_programme else "training"):
                front.pop("policy")
            if not ending:
                modules = [module.slug for module in self._children(page, ModulePage)]
                runs = [
                    {"code": run.code, "name": run.name, **said(capacity=run.capacity)}
                    for run in open_runs_of(page.translation_key)
                    if run.starts is None and run.ends is None
                ]
                source = front = front | said(modules=modules, runs=runs)
            body = self._writer(page, self.folder).body(page.body)
            self.gathered.texts[f"{self.folder}/course{ending}.md"] = document_of(_said(front, source, ending), body)
        if self.course.days:
            days = {"days": sheets.day_list(self.course, self.names)}
            self.gathered.texts[f"{self.folder}/days.yaml"] = yaml_of(days)
        if self.bank.shared:
            self._questions()

    def _questions(self) -> None:
        shared = sorted(self.bank.shared & self.bank.newest.keys(), key=self.bank.name_of)
        writer = self._question_writer(self.folder)
        source = {"questions": [writer.entry(self.bank.questions[pk]) for pk in shared]}
        self.gathered.texts[f"{self.folder}/questions.yaml"] = yaml_of(source)
        for code in sorted(self.bank.languages_of(shared)):
            mine = {"questions": [writer.entry(self.bank.questions[pk], code) for pk in shared]}
            self.gathered.texts[f"{self.folder}/questions.{code}.yaml"] = yaml_of(words_of(mine, source))

    def _question_writer(self, folder: str) -> QuestionWriter:
        return QuestionWriter(self.gathered, folder, self.bank, self.names, self.course.title)

    def _module(self, module: ModulePage) -> None:
        folder = f"modules/{module.slug}"
        steps = self._children(module, tuple(sheets.STEPS))
        named = [(sheets.STEPS[type(step)], self._file_of(step, steps)) for step in steps]
        source: dict[str, Any] = {}
        for ending, page in self._in_languages(module):
            front = sheets.module_front(page)
            if not ending:
                source = front = front | _steps(named)
            self.gathered.texts[f"{folder}/module{ending}.md"] = document_of(_said(front, source, ending), page.intro)
        for step, (_kind, name) in zip(steps, named, strict=True):
            self._step(step, folder, name)

    def _file_of(self, step: Page, steps: list[Page]) -> str:
        if not isinstance(step, LessonPage):
            return f"{step.slug}.yaml"
        lessons = [one for one in steps if isinstance(one, LessonPage)]
        return f"{lessons.index(step) + 1:02}-{step.slug}.md"

    def _step(self, step: Page, folder: str, name: str) -> None:
        stem, _dot, suffix = name.rpartition(".")
        source: dict[str, Any] = {}
        for ending, page in self._in_languages(step):
            writer = self._writer(page, folder)
            fields = self._fields(page, writer, folder, ending)
            source = source or fields
            fields = _said(fields, source, ending)
            text = document_of(fields, writer.body(page.body)) if suffix == "md" else yaml_of(fields)
            self.gathered.texts[f"{folder}/{stem}{ending}.{suffix}"] = text

    def _fields(self, page: Any, writer: BodyWriter, folder: str, ending: str) -> dict[str, Any]:
        if isinstance(page, LessonPage):
            return sheets.lesson_front(page)
        if isinstance(page, QuizPage):
            source = next(one for one in self.pages if one.translation_key == page.translation_key)
            slots = self._question_writer(folder).slots(source, page.locale.language_code)
            return sheets.quiz_fields(page, slots)
        if isinstance(page, ProjectPage):
            milestones = [self._milestone(one, folder, ending) for one in self._milestones_of(page)]
            return sheets.project_fields(page, writer, milestones)
        return sheets.FIELDS[type(page)](page, writer)

    def _milestones_of(self, project: ProjectPage) -> list[Any]:
        source = next(one for one in self.pages if one.translation_key == project.translation_key)
        return [page for page in self.pages if page.is_child_of(source)]

    def _milestone(self, page: Any, folder: str, ending: str) -> dict[str, Any]:
        mine = self.others.get((page.translation_key, ending[1:]), page) if ending else page
        return sheets.assignment_fields(mine, self._writer(mine, folder))

    def _part(self, part: PartPage) -> None:
        source: dict[str, Any] = {}
        for ending, page in self._in_languages(part):
            writer = self._writer(page, self.folder)
            front = sheets.part_front(page, writer)
            source = source or front
            body = "" if page.is_outline else writer.screens(page.screens)
            path = f"{self.folder}/osa-{part.number:02}-{part.slug}{ending}.md"
            self.gathered.texts[path] = document_of(_said(front, source, ending), body)

    def _leave_out_what_cannot_be_read(self) -> None:
        """A translation that is older than its Finnish page has other blocks, and nobody could bring it in."""
        with tempfile.TemporaryDirectory() as place:
            write_files(self.gathered, Path(place))
            for name in faulty_files(Path(place), LANGUAGES):
                self.gathered.texts.pop(name)
                told = {"file": name}
                self.gathered.note(_("%(file)s: the translation lags behind its Finnish page and is left out.") % told)


def _said(front: dict[str, Any], source: dict[str, Any], ending: str) -> dict[str, Any]:
    return words_of(front, source) if ending else front


def _steps(named: list[tuple[str, str]]) -> dict[str, Any]:
    """Steps by kind where they stand in the usual order; otherwise one by one."""
    of = {kind: [name for one, name in named if one == kind] for kind in sheets.STEPS.values()}
    usual = [(kind, name) for kind, names in of.items() for name in names]
    if usual != named or any(len(of[kind]) > 1 for kind in ("quiz", "project", "competence")):
        return {"steps": [{kind: name} for kind, name in named]}
    one = {kind: of[kind][0] for kind in ("quiz", "project", "competence") if of[kind]}
    lists = {"lessons": of["lesson"], "quiz": one.get("quiz"), "assignments": of["assignment"]}
    return {name: value for name, value in {**lists, **one}.items() if value}


def write_files(gathered: Gathered, root: Path) -> None:
    """Every file of the package under ``root``."""
    for name, content in gathered.contents():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

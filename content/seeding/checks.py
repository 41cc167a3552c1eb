"""Judging the starter files without a database: mistakes stop the build, doubts are told."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import override

from assessments.kinds import KINDS
from assessments.kinds.exercises import EXERCISES
from assessments.kinds.question import cited
from content.quality.drafts import COACHING_SENTENCE as COACHING_LENGTH
from content.quality.drafts import STREAMS, draft_of
from content.quality.drafts import TRAINING_SENTENCE as TRAINING_LENGTH
from content.quality.rules import About, findings_in, sentences_of, words_of
from content.seeding.card_checks import between_cards_and_texts, mistakes_in_cards
from content.seeding.cards import FILES, CardPlan, plan_cards
from content.seeding.carried import lost_in_cards, lost_in_pages
from content.seeding.course_plans import planners
from content.seeding.files import BrokenFile
from content.seeding.pieces import FOLDER, plan_pieces, read_as_pages
from content.seeding.plans import PagePlan, Plan
from content.seeding.scales import plan_scales
from content.seeding.site_plans import plan_site
from content.seeding.texts import line_of, texts_in
from content.seeding.translations import LANGUAGES, SOURCE

LESSON_WORDS = range(500, 901)
SCREEN_WORDS = 65
TRANSLATED_SCREEN_WORDS = 90
#: Words in a sentence: (told, refused). Trainings are never refused for their sentences.
TRAINING_SENTENCE = (TRAINING_LENGTH, None)
COACHING_SENTENCE = (COACHING_LENGTH, 15)
#: Swedish and English say in small words what Finnish says in endings.
TRANSLATED_SENTENCE = (16, 20)
#: What authors are only advised of must be in order in what we ship. Sentences have rules of their own here.
SHIPPED = frozenset(About) - {About.SENTENCES, About.SOURCES, About.HEADINGS, About.RULES}
#: Addresses of ours that are not pages.
OTHER_ADDRESSES = (
    "/ohjaaja/osat/",
    "/ohjaaja/ryhma/",
    *(
        f"{front}{page}/"
        for front in ("/", *(f"/{language}/" for language in LANGUAGES))
        for page in ("sanasto", "todistus")
    ),
)

_LINK = re.compile(r'href="(/[^"#?]*)')
#: What bodies call by a name that one of the files of cards must know.
_NAMED = ("fact", "network", "term", "piece", "certificate")


@dataclass(frozen=True)
class Finding:
    """One thing wrong (``fatal``) or doubtful in a file."""

    path: Path
    line: int
    message: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{BrokenFile(self.path, self.line, self.message)}{'' if self.fatal else ' (doubt)'}"


@override("en")  # one language in the build's output, whatever the site speaks
def check_starter(root: Path) -> list[Finding]:
    """Everything wrong or doubtful under ``root``, by file and line."""
    findings: list[Finding] = []
    cards: list[CardPlan] = []
    plans: list[Plan] = []
    for planner, into in _planners(root, cards, plans):
        try:
            into(planner())
        except BrokenFile as broken:
            findings.append(Finding(broken.path, broken.line, broken.message))
    findings += [Finding(*mistake) for mistake in mistakes_in_cards(cards)]
    unreadable = any(finding.fatal for finding in findings)
    pieces = read_as_pages(cards)
    for plan in [*plans, pieces]:
        findings += _check_plan(plan)
        findings += [Finding(*lost) for lost in lost_in_pages(plan.pages)]
    findings += [Finding(*lost) for lost in lost_in_cards(cards)]
    if not unreadable:
        findings += _check_together(root, plans, pieces, cards)
        findings += [Finding(*mistake) for mistake in between_cards_and_texts(cards, [*plans, pieces])]
    return sorted(set(findings), key=lambda finding: (str(finding.path), finding.line, finding.message))


def _planners(root: Path, cards: list[CardPlan], plans: list[Plan]) -> Iterator[tuple[Callable, Callable]]:
    """Each reader of the files with where its plans go, so that one broken file hides no other."""
    for name in FILES:
        yield lambda name=name: plan_cards(root / name), cards.extend
    yield lambda: plan_pieces(root), cards.extend
    yield lambda: plan_scales(root), lambda scales: None  # what nobody could be asked is refused in planning
    yield lambda: plan_site(root), plans.append
    for planner in planners(root):
        yield planner, plans.append


def _check_plan(plan: Plan) -> Iterator[Finding]:
    coaching = plan.key.startswith("programmes/")
    yield from _twice(plan)
    for page in plan.pages:
        yield from _check_sentences(page, _sentence_limits(page, coaching))
        yield from _check_quality(page)
        if page.model == "LessonPage":
            yield from _check_lesson(page)
        elif page.model == "PartPage":
            yield from _check_part(page)
    yield from _check_exercise_order([page for page in plan.pages if page.language == SOURCE])  # the keys are there
    slugs = {page.values["slug"] for page in plan.pages if page.model == "LessonPage"}
    for question in plan.questions:
        for problem in KINDS[question.kind].problems(question.values):
            yield Finding(question.source, question.line, str(problem))
        target = question.values.get("reread")
        if target not in slugs and "reread" in question.values:
            yield Finding(question.source, question.line, f"There is no lesson “{target}” to read again.")


def _twice(plan: Plan) -> Iterator[Finding]:
    """Slugs make addresses: lessons, quizzes and parts must differ within a course."""
    seen: set[tuple[str, str]] = set()
    for page in plan.pages:
        if page.model in ("LessonPage", "QuizPage", "AssignmentPage", "PartPage", "ModulePage"):
            if (page.language, page.values["slug"]) in seen:
                yield Finding(page.source, 1, f"The slug “{page.values['slug']}” is used twice in {plan.key}.")
            seen.add((page.language, page.values["slug"]))


def _check_lesson(page: PagePlan) -> Iterator[Finding]:
    if not page.values["sources"]:
        yield Finding(page.source, 1, "The lesson names no sources.")
    if not page.values["checked"]:
        yield Finding(page.source, 1, "The lesson does not say when its facts were checked.")
    words = sum(words_of(text) for block in page.values["body"] for text in texts_in(block["value"], skip=("plain",)))
    if words not in LESSON_WORDS:
        span = f"{LESSON_WORDS.start}–{LESSON_WORDS.stop - 1}"
        yield Finding(page.source, 1, f"The lesson has {words} words; a lesson has {span}.")
    level = "h1"
    for block in page.values["body"]:
        if block["type"] == "heading":
            if block["value"]["level"] == "h3" and level == "h1":
                yield Finding(page.source, line_of(page.source, block["value"]["text"]), "### stands before any ##.")
            level = block["value"]["level"]


def _check_quality(page: PagePlan) -> Iterator[Finding]:
    """The checks that authors meet in the editor. Whether a fact is late depends on the day, so it is told apart.
    They know Finnish abbreviations and words, so a translation is not judged by them."""
    if page.language != SOURCE or not page.values.keys() & set(STREAMS):
        return
    draft = draft_of(page.model, page.values, overdue=lambda kind, ref: "", gaps=lambda ref: ())
    for one in findings_in(draft):
        if one.about in SHIPPED:
            yield Finding(page.source, 1, one.text)


def _check_part(page: PagePlan) -> Iterator[Finding]:
    most = SCREEN_WORDS if page.language == SOURCE else TRANSLATED_SCREEN_WORDS
    for block in page.values["screens"]:
        value = block["value"]
        line = line_of(page.source, value["title"])
        if block["type"] == "read":
            for name in ("text", "plain"):
                if (words := words_of(value[name])) > most:
                    yield Finding(page.source, line, f"This screen has {words} words; at most {most} fit.")
        elif block["type"] in EXERCISES:
            for problem in EXERCISES[block["type"]].problems(value):
                yield Finding(page.source, line, str(problem))
    if page.values["is_outline"]:
        return
    keys = [block["value"].get("key") for block in page.values["screens"]]
    if page.values["light"] not in keys:
        yield Finding(page.source, 1, f"“light” names no exercise of this part: “{page.values['light']}”.")
    for name in ("aim", "summary", "done_text"):
        if not page.values[name]:
            yield Finding(page.source, 1, f"“{name}” is missing.")


def _sentence_limits(page: PagePlan, coaching: bool) -> tuple[int, int | None]:
    if not coaching:
        return TRAINING_SENTENCE
    return COACHING_SENTENCE if page.language == SOURCE else TRANSLATED_SENTENCE


def _check_exercise_order(pages: list[PagePlan]) -> Iterator[Finding]:
    """Exercise keys are unique in the programme, and what an exercise builds on comes before it."""
    answered: dict[str, bool] = {}
    for page in pages:
        for block in page.values.get("screens", ()):
            value, line = block["value"], line_of(page.source, block["value"].get("key", ""))
            if block["type"] not in EXERCISES:
                continue
            if value["key"] in answered:
                yield Finding(page.source, line, f"The exercise key “{value['key']}” is used twice.")
            for name in ("from", "per"):
                if value.get(name) and not answered.get(value[name]):
                    yield Finding(page.source, line, f"“{name}” must name an earlier pick or list: “{value[name]}”.")
            if value.get("recall") and value["recall"] not in answered:
                yield Finding(page.source, line, f"“recall” must name an earlier exercise: “{value['recall']}”.")
            answered[value["key"]] = EXERCISES[block["type"]].has_items


def _check_sentences(page: PagePlan, limits: tuple[int, int | None]) -> Iterator[Finding]:
    told, refused = limits
    for name, value in page.values.items():
        if name in ("sources", "questions", "slug", "light", "strengths"):
            continue
        for sentence in (one for text in texts_in(value) for one in sentences_of(text)):
            length = words_of(sentence)
            if length > told:
                fatal = refused is not None and length > refused
                shown = f"A sentence of {length} words: {sentence[:60]}…"
                yield Finding(page.source, line_of(page.source, sentence), shown, fatal)


def _check_together(root: Path, plans: list[Plan], pieces: Plan, cards: list[CardPlan]) -> Iterator[Finding]:
    """What only shows when everything is read: dangling references, dead links, files nobody uses."""
    known = {("fact", card.values["key"]) for card in cards if card.key.startswith("facts/")}
    known |= {("network", card.values["key"]) for card in cards if card.key.startswith("network/")}
    known |= {("term", card.values["key"]) for card in cards if card.key.startswith("terms/")}
    known |= {("piece", card.values["key"]) for card in cards if card.key.startswith("pieces/")}
    known |= {("certificate", card.key.partition("/")[2]) for card in cards if card.key.startswith("certificates/")}
    addresses = {address for plan in plans for address in _addresses(plan)} | set(OTHER_ADDRESSES)
    plans = [*plans, pieces]
    used: set[Path] = {page.source.resolve() for plan in plans for page in plan.pages}
    used |= {path.parent / "days.yaml" for path in used if path.name == "course.md"}
    runs: set[str] = set()
    for plan in plans:
        for page in plan.pages:
            for ref in Plan("", (page,)).refs():
                used |= {path.resolve() for path in (ref.path, *dict(ref.extra).values()) if isinstance(path, Path)}
                if ref.kind in _NAMED and (ref.kind, ref.name) not in known:
                    line = line_of(page.source, ref.name)
                    yield Finding(page.source, line, f"There is no {ref.kind} “{ref.name}”.")
            for text in texts_in(page.values):
                for address in _LINK.findall(text):
                    if address not in addresses:
                        line = line_of(page.source, address)
                        yield Finding(page.source, line, f"There is no page at {address}.")
        for question in plan.questions:
            for name in (name for name in cited(question.values) if ("fact", name) not in known):
                yield Finding(question.source, question.line, f"There is no fact “{name}”.")
        for run in plan.runs:
            if run.code in runs:
                yield Finding(plan.pages[0].source, 1, f"The run code “{run.code}” is used twice.")
            runs.add(run.code)
    for path in sorted([path for name in ("modules", "courses", FOLDER) for path in (root / name).rglob("*")]):
        if path.is_file() and path.resolve() not in used:
            yield Finding(path, 1, "No course uses this file.")


def _addresses(plan: Plan) -> Iterator[str]:
    """The public addresses of a plan's pages."""
    places: dict[str, str] = {}
    for page in plan.pages:
        front = "/" if page.language == SOURCE else f"/{page.language}/"
        above = f"{front}koulutukset/" if page.parent == "site/koulutukset" else front
        address = f"{places.get(page.parent + page.language, above)}{page.values['slug']}/"
        places[page.key + page.language] = front if page.key == "site/etusivu" else address
        yield places[page.key + page.language]

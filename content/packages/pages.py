"""What the file of each kind of page says: its front matter or fields, in the order in which one reads them."""

from collections.abc import Callable
from typing import Any

from content.models import (
    AssignmentPage,
    CompetencePage,
    CoursePage,
    LessonPage,
    ModulePage,
    PartPage,
    ProjectPage,
    QuizPage,
)
from content.packages.bodies import BodyWriter
from content.packages.texts import lines_of, said
from content.packages.values import Names
from content.seeding.days import DAY_TEXTS
from content.seeding.quizzes import SETTINGS


def differing(page: Any, names: dict[str, str]) -> dict[str, Any]:
    """The fields of ``page`` whose value is not the one they have when nothing is said; by the file's names."""
    entry = {}
    for name, column in names.items():
        value = getattr(page, column)
        if value != page._meta.get_field(column).get_default():
            entry[name] = value
    return entry


def step_of(page: Any) -> dict[str, Any]:
    """When the step opens and how it is done, where that is not the ordinary way."""
    entry = differing(page, {"required": "required", "hidden": "is_hidden"})
    if page.opens == "step":
        entry |= said(opens_after=page.opens_after.slug if page.opens_after else "")
    elif page.opens:
        entry["opens"] = page.opens
    entry |= said(opens_when=[_condition(block) for block in page.opens_when])
    return entry | said(done_by=getattr(page, "done_by", ""))


def course_front(page: CoursePage, certificate: str) -> dict[str, Any]:
    """The sheet of a training without its modules and runs."""
    front = {"title": page.title, "slug": page.slug, "type": page.course_type, "policy": page.policy}
    front |= {
        "hours": page.hours,
        **said(topics=lines_of(page.topics), for_whom=lines_of(page.for_whom), outcomes=lines_of(page.outcomes)),
    }
    front |= said(extent=page.extent, method=page.method, assessment=page.assessment)
    front |= {"certificate_kind": certificate or "none", **said(certificate_basis=page.certificate_basis)}
    front |= said(completion=[_condition(block) for block in page.rule], price=page.price)
    front |= {"summary": page.summary, **said(done_text=page.done_text)}
    other = page.search_description if page.search_description != page.summary else None
    return front | ({} if other is None else {"search_description": other})


def _condition(block: Any) -> dict[str, Any]:
    kind, value = block.block_type, block.value
    if kind == "choice":
        return {"least": value["least"], "of": [_condition(one) for one in value["conditions"]]}
    if kind in ("module", "step"):
        return {"is": kind, kind: value.slug}
    if kind == "prior":
        return {"is": kind, "step": value.slug}
    if kind == "group":
        return {"is": kind, "group": value}
    if kind == "score":
        return {"is": kind, "quiz": value["quiz"].slug, "percent": value["percent"]}
    return {"is": kind, **({"count": value} if kind == "days" else {})}


def day_list(page: CoursePage, names: Names) -> list[dict[str, Any]]:
    """The contact days as the author plans them; texts are one thing a line."""
    called = names.all_of(block.id for block in page.days)
    return [_day(called[str(block.id)], block.value) for block in page.days]


def _day(key: str, value: Any) -> dict[str, Any]:
    entry = {"key": key, "title": value["title"], "week": value["week"]}
    entry |= {"compulsory": True} if value["compulsory"] else {}
    return entry | said(**{name: lines_of(value[name] or "") for name in DAY_TEXTS})


def module_front(page: ModulePage) -> dict[str, Any]:
    """The sheet of a module without its steps; the introduction is the text under it."""
    front = {"title": page.title, "slug": page.slug, "hours": page.hours}
    front |= said(opens_when=[_condition(block) for block in page.opens_when])
    front |= differing(page, {"hidden": "is_hidden"})
    return front | said(outcomes=lines_of(page.outcomes), scene=page.scene, planned=lines_of(page.planned))


def lesson_front(page: LessonPage) -> dict[str, Any]:
    """What stands above a lesson's text."""
    front = {"title": page.title, "slug": page.slug, "minutes": page.minutes, **said(lead=page.lead)}
    sources = [
        {"title": one.value["title"], **said(publisher=one.value["publisher"], url=one.value["url"])}
        for one in page.sources
    ]
    return front | said(checked=page.checked) | step_of(page) | said(sources=sources)


def part_front(page: PartPage, writer: BodyWriter) -> dict[str, Any]:
    """What stands above a part's screens."""
    front = {"title": page.title, "number": page.number, "slug": page.slug, "minutes": page.minutes}
    front |= said(strength=[one.strip() for one in page.strengths.split(",") if one.strip()])
    front |= said(aim=page.aim, summary=page.summary, done_text=page.done_text, light=page.light, scene=page.scene)
    front |= {"outline": True} if page.is_outline else {}
    return front | differing(page, {"required": "required"}) | said(facilitator=writer.rich(page.facilitator))


def quiz_fields(page: QuizPage, slots: list[dict[str, Any]]) -> dict[str, Any]:
    """A quiz with its settings and its entries."""
    entry = {"title": page.title, "slug": page.slug, "minutes": page.minutes, "pass_percent": page.pass_percent}
    entry |= differing(page, {"attempts": "attempts_allowed", **SETTINGS}) | step_of(page)
    bands = [{"from": band["from"], "text": band["text"]} for band in page.band_list()]
    return entry | said(intro=page.intro, bands=bands) | {"questions": slots}


def assignment_fields(page: AssignmentPage, writer: BodyWriter) -> dict[str, Any]:
    """An assignment with its rubric."""
    ways = [way for way, takes in (("text", page.takes_text), ("files", page.takes_files)) if takes]
    entry = {"title": page.title, "slug": page.slug, **differing_minutes(page), **said(intro=page.intro)}
    entry |= {"hand_in": ways, **differing(page, {"min_words": "min_words", "due_days": "due_days"})}
    entry |= said(own_work=page.own_work, guide=page.guide)
    marking = ("hides_names", "second_marker", "in_groups")
    peers = ("peer_reviews", "peer_named", "peer_accepting", "peer_wait_days")
    entry |= differing(page, {name: name for name in (*peers, *marking)}) | step_of(page)
    entry |= said(instructions=writer.body(page.instructions))
    called = writer.names.all_of(block.id for block in page.criteria)
    return entry | said(criteria=[_criterion(called[str(block.id)], block.value) for block in page.criteria])


def _criterion(key: str, value: Any) -> dict[str, Any]:
    return {"key": key, "title": value["title"], "levels": [_level(level) for level in value["levels"]]}


def differing_minutes(page: Any) -> dict[str, Any]:
    """Minutes, where there are any."""
    return {"minutes": page.minutes} if page.minutes else {}


def _level(level: Any) -> dict[str, Any]:
    return {"points": level["points"], **said(title=level["title"]), "text": level["text"]}


def project_fields(page: ProjectPage, writer: BodyWriter, milestones: list[dict[str, Any]]) -> dict[str, Any]:
    """A development project with its milestones."""
    entry = {"title": page.title, "slug": page.slug, "minutes": page.minutes}
    entry |= {"approved_milestone": page.approved_milestone, **step_of(page)}
    return entry | said(instructions=writer.body(page.instructions)) | {"milestones": milestones}


def competence_fields(page: CompetencePage, writer: BodyWriter) -> dict[str, Any]:
    """A self-assessment with its statements."""
    entry = {"title": page.title, "slug": page.slug, "minutes": page.minutes, "moment": page.moment, "aim": page.aim}
    called = writer.names.all_of(block.id for block in page.statements)
    statements = [{"key": called[str(block.id)], "text": block.value} for block in page.statements]
    return entry | step_of(page) | said(intro=page.intro, statements=statements)


#: By kind of page what it is called among the steps of a module.
STEPS: dict[type, str] = {
    LessonPage: "lesson",
    QuizPage: "quiz",
    AssignmentPage: "assignment",
    ProjectPage: "project",
    CompetencePage: "competence",
}
FIELDS: dict[type, Callable[[Any, BodyWriter], dict[str, Any]]] = {
    AssignmentPage: assignment_fields,
    CompetencePage: competence_fields,
}

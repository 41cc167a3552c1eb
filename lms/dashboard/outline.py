"""A run's steps as its learner meets them on the course home. Pure: steps in, rows out."""

import datetime
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from courses.api import DAYS, PRIOR, Activity, Lock, Step, lock_in_words
from lms.ui.templatetags.ui import icon


@dataclass(slots=True)
class Section:
    """A module of the outline; its steps are shaped for `ui/trail.html`."""

    title: str
    steps: list[dict] = field(default_factory=list)

    @property
    def trail(self) -> SafeString:
        """What `ui/trail.html` makes of the steps, joined from strings: rendering that template for a long outline
        costs more than the rest of the page. A test holds the two equal."""
        words = {"done": _("Done"), "todo": _("Not done yet"), "locked": _("Not open yet")}
        check = icon("check")
        items = ((_trail_item(step, words, check),) for step in self.steps)
        return format_html('<ol class="trail">{}</ol>', format_html_join("", "{}", items))


#: Where steps that are no lessons stand below the course home.
FOLDERS = {
    Activity.Kind.QUIZ: "testi/",
    Activity.Kind.ASSIGNMENT: "tehtava/",
    Activity.Kind.PROJECT: "projekti/",
    Activity.Kind.COMPETENCE: "osaaminen/",
}
CLASSES = {"done": "is-done", "now": "is-now"}


def _trail_item(step: dict, words: dict[str, str], check: str) -> SafeString:
    state, url = step["state"], step["url"]
    inside = format_html(
        '<span class="dot">{}</span><span><span class="vh">{}: </span>{}<span class="sub">{}</span></span>',
        check if state == "done" else "",
        step["status"] or words["todo" if state == "todo" and url else "done" if state == "done" else "locked"],
        step["title"],
        step["detail"],
    )
    if not url:
        return format_html('<li class="{}"><span class="locked">{}</span></li>', CLASSES.get(state, ""), inside)
    if state == "now":
        return format_html('<li class="is-now"><a href="{}" aria-current="step">{}</a></li>', url, inside)
    return format_html('<li class="{}"><a href="{}">{}</a></li>', CLASSES.get(state, ""), url, inside)


def step_address(home: str, step: Step) -> str:
    """The step's place under the course home ``home``. Built here and not by ``reverse``, which would cost more
    than the rest of a long outline; a test holds it equal to the real addresses."""
    return f"{home}{FOLDERS.get(step.kind, '')}{step.slug}/"


#: Where a lock leads that no step opens, below the course home.
OTHER_WAYS = {DAYS: "lahipaivat/", PRIOR: "hyvaksiluku/"}


def way_in(home: str, lock: Lock) -> str:
    """Where what the lock waits for is done; empty where nothing can be pressed for it. Built as ``step_address``."""
    if lock.slug:
        return f"{home}{FOLDERS.get(lock.kind, '')}{lock.slug}/"
    return f"{home}{OTHER_WAYS[lock.kind]}" if lock.kind in OTHER_WAYS else ""


def is_locked(step: Step, now: datetime.datetime) -> bool:
    """Whether the step opens only later."""
    return step.is_locked(now)


def sections_of(steps: list[Step], *, home: str, next_slug: str, now: datetime.datetime) -> list[Section]:
    """The outline by module, in order."""
    kinds = {value: str(label) for value, label in Activity.Kind.choices}
    next_word = _("Next")
    sections: dict[object, Section] = {}
    for step in steps:
        section = sections.setdefault(step.section_key, Section(step.section_title))
        state = "done" if step.is_done else "now" if step.slug == next_slug else "todo"
        section.steps.append(
            {
                "title": step.title,
                "url": "" if is_locked(step, now) else step_address(home, step),
                "state": state,
                "status": next_word if state == "now" else "",
                "detail": _detail(step, kinds[step.kind], now, home),
            }
        )
    return list(sections.values())


def _detail(step: Step, kind: str, now: datetime.datetime, home: str) -> str:
    parts = [kind]
    if step.minutes:
        parts.append(_("%(minutes)d min") % {"minutes": step.minutes})
    if step.lock and is_locked(step, now):
        parts.append(_unlocking(step.lock, home))
    elif is_locked(step, now):
        parts.append(_("opens on %(date)s") % {"date": short_date(step.opens_at)})
    elif step.due_at and not step.is_done:
        parts.append(_("do by %(date)s") % {"date": short_date(step.due_at)})
    if not step.required:
        parts.append(_("voluntary"))
    return format_html_join(", ", "{}", ((part,) for part in parts)) if step.lock else ", ".join(parts)


def _unlocking(lock: Lock, home: str) -> str:
    """What opens the step, as a link to where it is done."""
    address = way_in(home, lock)
    return format_html('<a href="{}">{}</a>', address, lock_in_words(lock)) if address else lock_in_words(lock)


def short_date(moment: datetime.datetime) -> str:
    """A day as people write it, in the site's own time."""
    return date_format(localtime(moment), "j.n.Y")

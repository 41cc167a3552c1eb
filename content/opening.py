"""When a step opens and how it is done, as its author chooses on its page; down below it is a small rule."""

from typing import Any

from django.db import models
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from content.blocks.rules import STEPS, OpeningStream
from content.completion import conditions_in, day_problems, leaves_of, names_what_is_gone, pages_in
from content.fields import BodyField
from courses.api import Names, Opens, read_rule, rule_in_sentences, stored_rule

OPENING = (
    ("", _("at once")),
    (Opens.PREVIOUS.value, _("after the step before")),
    (Opens.MODULE.value, _("after the module before")),
    (Opens.STEP.value, _("after the step chosen below")),
)
NEEDS_HELP = _("All of these have to be so. Without any, nothing more is asked.")
#: For each kind that may be done in more than one way, its ways; the first is the ordinary one.
LESSON_DONE = (("", _("one marks it as done")), ("viewed", _("one goes on from it")))
ASSIGNMENT_DONE = (("", _("a trainer accepts it")), ("submitted", _("it is handed in")))
QUIZ_DONE = (("", _("it is passed")), ("sent", _("it is sent, whatever the result")))


def done_field(ways: Any) -> models.CharField:
    """The field for how a page's step becomes done."""
    return models.CharField(_("it is done when"), max_length=10, choices=ways, default="", blank=True)


def opens_when_field(label: Any) -> BodyField:
    """The field for what has to be so before a page's step, or every step of a module, opens."""
    return BodyField(OpeningStream(required=False), blank=True, verbose_name=label)


def chosen_rule(page: Any, module: Any = None) -> dict[str, Any]:
    """The rule of an activity page as ``courses`` stores it, with what its ``module`` waits for. A chosen step that
    has been deleted asks for nothing."""
    opens = getattr(page, "opens", "")
    after = page.opens_after if opens == Opens.STEP else None
    opens = "" if opens == Opens.STEP and after is None else opens
    key = str(after.translation_key) if after else ""
    above = module if getattr(module, "opens_when", None) is not None else None
    needs = [*_needs(above), *_needs(page)]
    hidden = page.is_hidden or bool(above and above.is_hidden)
    done = getattr(page, "done_by", "")
    return stored_rule(done=done, opens=opens, key=key, hidden=hidden, needs={"all": needs} if needs else None)


def _needs(page: Any) -> list[dict[str, Any]]:
    return conditions_in(page.opens_when).get("all", []) if page else []


def sentences_of(page: Any) -> list[str]:
    """What the page's choice says, in its own language."""
    after = getattr(page, "opens_after", None)
    titles = {str(one.translation_key): one.title for one in pages_in(page.opens_when)}
    with override(page.locale.language_code):
        rule, names = read_rule(chosen_rule(page)), Names(steps=titles, modules=titles)
        return rule_in_sentences(rule, page.title, after.title if after else "", names)


def opening_problems(page: Any) -> list[str]:
    """Sentences on what keeps the choice from being published. Translations follow their source."""
    parent = page.get_parent() if page.path else page.parent_to_be
    if parent is None or (page.path and page.locale.language_code != "fi"):
        return []
    if parent.specific_class.__name__ == "ProjectPage":
        if not chosen_rule(page):
            return []
        return [gettext("A milestone opens in its project's order and is done when it is accepted: choose nothing.")]
    if page.opens != Opens.STEP:
        return needs_problems(page, parent)
    if page.opens_after is None:
        return [gettext("Choose the step that opens this one."), *needs_problems(page, parent)]
    return _step_problems(page, page.opens_after, parent) + needs_problems(page, parent)


def needs_problems(page: Any, parent: Page) -> list[str]:
    """Sentences on what the page names beside that can never be so, or not for everybody who needs it."""
    problems: list[str] = []
    if names_what_is_gone(page.opens_when):
        problems.append(gettext("What opens this names a page that has been deleted. Choose another one."))
    for one in pages_in(page.opens_when):
        if page.path and page.path.startswith(one.path):
            told = gettext("“%(title)s” is the module of this step, so it cannot open it.") % {"title": one.title}
            problems.append(told)
        else:
            problems += _step_problems(page, one, parent)
    return problems + _day_problems(page, parent) + _group_problems(page, parent)


def _day_problems(page: Any, parent: Page) -> list[str]:
    course = parent.specific.course_page()
    return day_problems(max(leaves_of(page.opens_when, "days"), default=0), len(course.days) if course else 0)


def _group_problems(page: Any, parent: Page) -> list[str]:
    """A group alone opens what everybody needs: the others would never complete the training."""
    above = [parent.specific] if hasattr(parent.specific, "opens_when") else []
    names = [block.value for one in (*above, page) for block in one.opens_when if block.block_type == "group"]
    needed = [page] if hasattr(page, "required") else [one.specific for one in page.get_children().live()]
    if not names or not any(one.required for one in needed if hasattr(one, "required")):
        return []
    told = gettext(
        "Only the group “%(name)s” gets here, so nobody else could complete the training. Untick “needed for the "
        "certificate”, or choose “some of several” and add another way in."
    )
    return [told % {"name": names[0]}]


def module_problems(page: Any) -> list[str]:
    """The same of a module. Translations follow their source."""
    parent = page.get_parent() if page.path else page.parent_to_be
    if parent is None or (page.path and page.locale.language_code != "fi"):
        return []
    return needs_problems(page, parent)


def _step_problems(page: Any, after: Page, parent: Page) -> list[str]:
    course = parent.specific.course_page()
    if course is None or not after.is_descendant_of(course):
        told = gettext("“%(title)s” is not in this training, so it cannot open this step.")
    elif page.path and after.path >= page.path:
        told = gettext("“%(title)s” does not come before this step, so it cannot open it.")
    elif not after.live:
        told = gettext("“%(title)s” is not published yet, so it cannot open this step.")
    else:
        return []
    return [told % {"title": after.title}]


class OpeningPanel(HelpPanel):
    """The saved choice as the sentences that a trainer reads."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "content/admin/opening.html"} | kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            said = sentences_of(self.instance) if self.instance.pk else []
            return super().get_context_data(parent_context) | {"sentences": said}


def opening_panels(*, ways: bool) -> MultiFieldPanel:
    """The author's choice on a page; with ``ways`` also how it becomes done."""
    done = [FieldPanel("done_by")] if ways else []
    fields = [
        OpeningPanel(),
        *done,
        FieldPanel("opens"),
        PageChooserPanel("opens_after", STEPS),
        FieldPanel("opens_when", help_text=NEEDS_HELP),
        FieldPanel(
            "is_hidden",
            help_text=_("Until it opens, learners do not see that there is such a step, only that more is to come."),
        ),
    ]
    return MultiFieldPanel(fields, heading=_("Opening and completion"))


def module_opening_panels() -> MultiFieldPanel:
    """The author's choice on a module: what it says holds for each of its steps."""
    fields = [
        OpeningPanel(),
        FieldPanel("opens_when", help_text=NEEDS_HELP),
        FieldPanel(
            "is_hidden",
            help_text=_("Until they open, learners do not see the module's steps, only that more is to come."),
        ),
    ]
    return MultiFieldPanel(fields, heading=_("Opening"))

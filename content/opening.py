"""When a step opens and how it is done, as its author chooses on its page; down below it is a small rule."""

from typing import Any

from django.db import models
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from content.blocks.rules import STEPS
from courses.api import Opens, read_rule, rule_in_sentences, stored_rule

OPENING = (
    ("", _("at once")),
    (Opens.PREVIOUS.value, _("after the step before")),
    (Opens.MODULE.value, _("after the module before")),
    (Opens.STEP.value, _("after the step chosen below")),
)
#: For each kind that may be done in more than one way, its ways; the first is the ordinary one.
LESSON_DONE = (("", _("one marks it as done")), ("viewed", _("one goes on from it")))
ASSIGNMENT_DONE = (("", _("a trainer accepts it")), ("submitted", _("it is handed in")))
QUIZ_DONE = (("", _("it is passed")), ("sent", _("it is sent, whatever the result")))


def done_field(ways: Any) -> models.CharField:
    """The field for how a page's step becomes done."""
    return models.CharField(_("it is done when"), max_length=10, choices=ways, default="", blank=True)


def chosen_rule(page: Any) -> dict[str, Any]:
    """The rule of an activity page as ``courses`` stores it. A chosen step that has been deleted asks for nothing."""
    after = page.opens_after if page.opens == Opens.STEP else None
    opens = "" if page.opens == Opens.STEP and after is None else page.opens
    key = str(after.translation_key) if after else ""
    return stored_rule(done=getattr(page, "done_by", ""), opens=opens, key=key, hidden=page.is_hidden)


def sentences_of(page: Any) -> list[str]:
    """What the page's choice says, in its own language."""
    named = page.opens_after.title if page.opens_after else ""
    with override(page.locale.language_code):
        return rule_in_sentences(read_rule(chosen_rule(page)), page.title, named)


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
        return []
    return _step_problems(page, page.opens_after, parent)


def _step_problems(page: Any, after: Page | None, parent: Page) -> list[str]:
    if after is None:
        return [gettext("Choose the step that opens this one.")]
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
        FieldPanel(
            "is_hidden",
            help_text=_("Until it opens, learners do not see that there is such a step, only that more is to come."),
        ),
    ]
    return MultiFieldPanel(fields, heading=_("Opening and completion"))

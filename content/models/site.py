"""The public site: front page, ordinary pages, the help page."""

from itertools import takewhile
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from content.blocks.streams import PageStream
from content.fields import BodyField
from content.models.base import PolkuPage, lines


class HomePage(PolkuPage):
    """The front page: one sentence of purpose and two equal doors."""

    eyebrow = models.CharField(_("line above the heading"), max_length=100, blank=True)
    heading = models.CharField(_("heading"), max_length=150)
    lead = models.TextField(_("sentence of purpose"), max_length=400)
    jobseeker_title = models.CharField(_("jobseeker's door"), max_length=100)
    jobseeker_text = models.TextField(_("what is behind it"), max_length=400)
    jobseeker_points = models.TextField(_("points, one a line"), max_length=300, blank=True)
    jobseeker_action = models.CharField(_("text of the button"), max_length=60)
    professional_title = models.CharField(_("professional's door"), max_length=100)
    professional_text = models.TextField(_("what is behind it"), max_length=400)
    professional_points = models.TextField(_("points, one a line"), max_length=300, blank=True)
    professional_action = models.CharField(_("text of the button"), max_length=60)
    body = BodyField(PageStream(required=False), blank=True, verbose_name=_("more"))

    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("Two equal doors: one for jobseekers, one for professionals. Keep both short.")),
        MultiFieldPanel([FieldPanel("eyebrow"), FieldPanel("heading"), FieldPanel("lead")], heading=_("On top")),
        MultiFieldPanel(
            [FieldPanel(f"jobseeker_{name}") for name in ("title", "text", "points", "action")],
            heading=_("Jobseeker's door"),
        ),
        MultiFieldPanel(
            [FieldPanel(f"professional_{name}") for name in ("title", "text", "points", "action")],
            heading=_("Professional's door"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 3  # one a language
    template = "content/pages/home.html"

    class Meta:
        verbose_name = _("front page")

    @property
    def jobseeker_point_lines(self) -> list[str]:
        return lines(self.jobseeker_points)

    @property
    def professional_point_lines(self) -> list[str]:
        return lines(self.professional_points)


class StandardPage(PolkuPage):
    """An ordinary page: privacy notice, accessibility statement, contact, about."""

    class Purpose(models.TextChoices):
        ORDINARY = "", _("Ordinary page")
        ACCESSIBILITY = "accessibility", _("Accessibility statement (with feedback form)")
        PRIVACY = "privacy", _("Privacy notice")
        CONTACT = "contact", _("Contact page (with form)")
        WORRY = "worry", _("What a coach does when worried (the coach's pages lead to it)")
        CARDS = "cards", _("Small cards (the coaching and the help page lead to them)")

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices, blank=True, default="")
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = BodyField(PageStream(required=False), blank=True, verbose_name=_("text"))

    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("Other pages lead to the page of each purpose: the footer, the coaching, the help page.")),
        FieldPanel(
            "purpose",
            help_text=_("The law asks for the privacy notice and the accessibility statement: keep one each."),
        ),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    parent_page_types = ["content.HomePage", "content.StandardPage"]
    subpage_types = ["content.StandardPage"]
    template = "content/pages/standard.html"

    class Meta:
        verbose_name = _("ordinary page")


class HelpPage(PolkuPage):
    """Help now: its contacts are cards, and 112 stands first whatever happens."""

    #: Cards of the service network leave out here how a professional guides a client.
    speaks_to_the_person = True

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = BodyField(PageStream(required=False), blank=True, verbose_name=_("text"))

    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("The numbers come from the help contacts. Check them before you publish.")),
        FieldPanel("lead"),
        FieldPanel("body", help_text=_("What comes from the first heading on stands below the numbers.")),
    ]
    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []
    template = "content/pages/help.html"

    class Meta:
        verbose_name = _("help page")

    @property
    def before_numbers(self) -> list[Any]:
        """The blocks that stand above the numbers: nobody scrolls past much to find one."""
        return list(takewhile(lambda block: block.block_type != "heading", self.body))

    @property
    def after_numbers(self) -> list[Any]:
        """The blocks from the first heading on."""
        return list(self.body)[len(self.before_numbers) :]

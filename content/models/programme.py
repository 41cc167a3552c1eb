"""A part (osa) of the coaching programme: small screens, one block each."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from assessments.kinds.exercises import EXERCISES
from content.blocks.streams import PartStream
from content.blocks.text import FEATURES
from content.fields import BodyField, scene_field
from content.models.base import PolkuPage
from content.models.course import ActivityPage


class PartPage(ActivityPage):
    """One part. An outline part is announced on the path and has no screens yet."""

    number = models.PositiveSmallIntegerField(_("number"))
    aim = models.CharField(_("aim"), max_length=200, blank=True)
    summary = models.CharField(_("one sentence for the path"), max_length=250, blank=True)
    strengths = models.CharField(_("strengths"), max_length=150, blank=True)
    done_text = models.TextField(_("what the person reads when done"), max_length=400, blank=True)
    light = models.CharField(
        _("exercise of the two-minute version"), max_length=80, blank=True, help_text=_("Its key.")
    )
    is_outline = models.BooleanField(_("only announced"), default=False)
    facilitator = RichTextField(
        _("for the coach"),
        blank=True,
        features=FEATURES,
        help_text=_("How to do this part together, alone or in a group. Only coaches and authors see it."),
    )
    scene = scene_field()
    screens = BodyField(PartStream(required=False), blank=True, verbose_name=_("screens"))

    activity_kind = "part"
    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("One block is one screen. One thing at a time; sentences of at most twelve words.")),
        FieldPanel("screens"),
        FieldPanel("done_text"),
        FieldPanel("facilitator"),
        FieldPanel("summary"),
        FieldPanel("scene"),
        MultiFieldPanel(
            [FieldPanel(n) for n in ("number", "minutes", "aim", "strengths", "light", "required", "is_outline")],
            heading=_("About the part"),
        ),
    ]
    parent_page_types = ["content.CoursePage"]
    subpage_types: list[str] = []
    template = "content/pages/part_preview.html"

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")

    #: Not words: a translation takes them from the Finnish part.
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("light", "strengths")]

    def exercise_keys(self) -> list[str]:
        """The keys that private answers hang on, in the order of the screens."""
        return [block.value["key"] for block in self.screens if block.block_type in EXERCISES]

    def published_body(self) -> Any:
        return {
            "screens": self.screens.get_prep_value(),
            "number": self.number,
            "aim": self.aim,
            "done_text": self.done_text,
            "light": self.light,
            "scene": self.scene,
        }

    def publish_problems(self) -> list[str]:
        if self.is_outline:
            return []
        problems = [] if len(self.screens) else [gettext("The part has no screens yet.")]
        keys = self.exercise_keys()
        twice = {key for key in keys if keys.count(key) > 1} | (set(keys) & self._keys_elsewhere())
        problems += [
            gettext("The exercise key “%(key)s” is used twice in the programme. Give one a key of its own.")
            % {"key": key}
            for key in sorted(twice)
        ]
        if self.light and self.light not in keys:
            problems.append(
                gettext("The two-minute version names an exercise that is not here: %(key)s") % {"key": self.light}
            )
        return problems

    def _keys_elsewhere(self) -> set[str]:
        """Exercise keys of the programme's other parts (a copy arrives with duplicates)."""
        parent = self.get_parent() if self.path else self.parent_to_be
        if parent is None:
            return set()
        others = PartPage.objects.child_of(parent).live().exclude(translation_key=self.translation_key)
        return {key for part in others for key in part.exercise_keys()}

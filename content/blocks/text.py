"""Text blocks. Each may carry a plain-language variant beside its ordinary text (decision 15)."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

#: No headings, colours, alignment or raw HTML inside running text.
FEATURES = ["bold", "italic", "link", "ol", "ul", "document-link"]


class TextBlock(StructBlock):
    """Ordinary text with its plain-language variant."""

    text = RichTextBlock(features=FEATURES, label=_("Text"))
    plain = RichTextBlock(
        features=FEATURES,
        required=False,
        label=_("In plain language"),
        help_text=_("Optional. Shown to those who choose plain language."),
    )

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        group = _("Text")
        description = _("Ordinary text: paragraphs, lists, links.")
        template = "content/blocks/text.html"
        preview_value = {"text": "<p>Työkyky on tasapainoa ihmisen voimavarojen ja työn vaatimusten välillä.</p>"}


class HeadingBlock(StructBlock):
    """A heading below the page's own."""

    level = ChoiceBlock(choices=[("h2", _("Heading")), ("h3", _("Subheading"))], default="h2", label=_("Level"))
    text = CharBlock(max_length=150, label=_("Heading"))

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        description = _("Divides the lesson into parts that one can find again.")
        template = "content/blocks/heading.html"
        preview_value = {"level": "h2", "text": "Kolme tehtävää"}


class CalloutBlock(TextBlock):
    """A box of its own for what must be noticed."""

    title = CharBlock(required=False, max_length=100, label=_("Title"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        description = _("A box that stands out: one thing to remember.")
        template = "content/blocks/callout.html"
        preview_value = {"title": "Muista", "text": "<p>Päätöksen tekee Kela.</p>"}


class StopBlock(TextBlock):
    """Pysähdy ja mieti: a question to think over; nothing is written or stored."""

    title = CharBlock(required=False, max_length=100, label=_("Title"), default="Pysähdy ja mieti")

    class Meta:
        icon = "help"
        label = _("Stop and think")
        description = _("A question the learner thinks over. Nothing is written down.")
        template = "content/blocks/stop.html"
        preview_value = {"title": "Pysähdy ja mieti", "text": "<p>Kuka tekee tätä työtä sinun organisaatiossasi?</p>"}


class TryBlock(TextBlock):
    """Kokeile omassa työssäsi: one thing to do at work."""

    title = CharBlock(required=False, max_length=100, label=_("Title"), default="Kokeile omassa työssäsi")

    class Meta:
        icon = "check"
        label = _("Try it at work")
        description = _("One small thing the learner does in their own work.")
        template = "content/blocks/try.html"
        preview_value = {"title": "Kokeile omassa työssäsi", "text": "<p>Kysy tänään yksi avoin kysymys.</p>"}


class CaseBlock(TextBlock):
    """An invented person's situation, with the service that helps in it if there is one to name."""

    title = CharBlock(max_length=100, label=_("Title"), help_text=_("For example: Jari, 52. Never a real person."))
    card = SnippetChooserBlock(
        "content.NetworkCard",
        required=False,
        label=_("Service network card"),
        help_text=_("Optional. The service that the case is about; the learner can open it under the case."),
    )

    class Meta:
        icon = "user"
        label = _("Case")
        description = _("An invented person's situation, to make the matter concrete.")
        template = "content/blocks/case.html"
        preview_value = {"title": "Jari, 52", "text": "<p>Jari on ollut varastotyössä 30 vuotta.</p>"}


class FoldBlock(TextBlock):
    """More for those who want it; opens on a press."""

    title = CharBlock(max_length=120, label=_("What opens"), help_text=_("The learner sees this line first."))

    class Meta:
        icon = "collapse-down"
        label = _("Fold")
        group = _("Structure")
        description = _("More for those who want it. Closed until pressed; nothing compulsory in here.")
        template = "content/blocks/fold.html"
        preview_value = {"title": "Mistä luvut tulevat?", "text": "<p>Luvut perustuvat arvioihin.</p>"}


class DiscussionBlock(StructBlock):
    """A question to talk over with colleagues."""

    prompt = CharBlock(max_length=300, label=_("Question to talk over"))

    class Meta:
        icon = "comment"
        label = _("Discussion prompt")
        group = _("Activity")
        description = _("A question to talk over with colleagues or the group.")
        template = "content/blocks/discussion.html"
        preview_value = {"prompt": "Mitä sanaa itse käytät ja miksi?"}

"""Cards in the admin: each kind has a place of its own in the menu, with the columns an author looks for."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, DateColumn, UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet

from content.models import (
    CertificateText,
    FactCard,
    GlossaryTerm,
    HelpContact,
    NetworkCard,
    Recording,
    ScaleCard,
    SharedPiece,
)


class FactCards(SnippetViewSet):
    """Facts that many lessons show."""

    model = FactCard
    icon = "list-ul"
    menu_label = _("Fact cards")
    menu_name = "fact-cards"
    menu_order = 300
    add_to_admin_menu = True
    base_url_path = "faktakortit"
    list_display = ["title", "value", "checked", "review_by"]
    list_filter = ["owner", "certain"]
    search_fields = ["title", "value", "source", "key"]
    ordering = ["title"]


class NetworkCards(SnippetViewSet):
    """The service network: who does what."""

    model = NetworkCard
    icon = "group"
    menu_label = _("Service network")
    menu_name = "network-cards"
    menu_order = 310
    add_to_admin_menu = True
    base_url_path = "palveluverkosto"
    list_display = ["title", "role", "checked", "review_by"]
    list_filter = ["owner"]
    search_fields = ["title", "role", "duty", "key"]
    ordering = ["title"]


class GlossaryTerms(SnippetViewSet):
    """Words explained once."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 320
    add_to_admin_menu = True
    base_url_path = "sanasto"
    list_display = ["fi", "sv", "en", "text"]
    search_fields = ["fi", "sv", "en", "text", "key"]
    ordering = ["fi"]


class SharedPieces(SnippetViewSet):
    """Blocks that several lessons share."""

    model = SharedPiece
    icon = "copy"
    menu_label = _("Shared pieces")
    menu_name = "shared-pieces"
    menu_order = 330
    add_to_admin_menu = True
    base_url_path = "yhteiset-palat"
    list_display = [
        "title",
        UsageCountColumn("usage_count", label=_("Where it is used")),
        DateColumn("changed_at", label=_("Last changed"), sort_key="changed_at"),
    ]
    search_fields = ["title", "key"]
    ordering = ["title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SharedPiece]:
        """The pieces, each with how many places show it."""
        return SharedPiece.objects.annotate(usage_count=ReferenceIndex.usage_count_subquery(SharedPiece))


class Recordings(SnippetViewSet):
    """Video and sound with captions and a transcript."""

    model = Recording
    icon = "media"
    menu_label = _("Recordings")
    menu_name = "recordings"
    menu_order = 340
    add_to_admin_menu = True
    base_url_path = "tallenteet"
    list_display = [
        "title",
        BooleanColumn("has_captions", label=_("captions")),
        BooleanColumn("has_transcript", label=_("transcript")),
    ]
    search_fields = ["title", "transcript"]
    ordering = ["title"]
    panels = [
        HelpPanel(
            content=_("A lesson with this recording can be published when the recording has captions and a transcript.")
        ),
        FieldPanel("title"),
        FieldPanel("file", help_text=_("MP4 or WebM for video; MP3, M4A or OGG for sound.")),
        FieldPanel("poster", help_text=_("What the learner sees before the video starts.")),
        MultiFieldPanel(
            [FieldPanel("captions"), FieldPanel("captions_language"), FieldPanel("has_no_speech")],
            heading=_("Captions"),
        ),
        FieldPanel("transcript"),
        FieldPanel("seconds", help_text=_("The learner is told how long it takes.")),
        FieldPanel("collection"),
    ]


class CertificateTexts(SnippetViewSet):
    """What certificates say."""

    model = CertificateText
    icon = "doc-full"
    menu_label = _("Certificate texts")
    menu_name = "certificate-texts"
    menu_order = 360
    add_to_admin_menu = True
    base_url_path = "todistustekstit"
    list_display = ["name", "kind", "heading"]
    search_fields = ["name", "heading"]
    ordering = ["name"]


class HelpContacts(SnippetViewSet):
    """Where to get help now."""

    model = HelpContact
    icon = "warning"
    menu_label = _("Help contacts")
    menu_name = "help-contacts"
    menu_order = 380
    add_to_admin_menu = True
    base_url_path = "avun-yhteystiedot"
    list_display = ["name", "number", BooleanColumn("published", label=_("shown")), "checked", "review_by"]
    list_filter = ["published"]
    search_fields = ["name", "number"]


class Scales(SnippetViewSet):
    """Statements about oneself, as the coaching asks them."""

    model = ScaleCard
    icon = "order"
    menu_label = _("Scales")
    menu_name = "scales"
    menu_order = 370
    add_to_admin_menu = True
    base_url_path = "kyselyt"
    list_display = ["fi", "moments", BooleanColumn("in_use", label=_("in use"))]
    list_filter = ["in_use"]
    search_fields = ["fi", "sv", "en"]


CARDS = (FactCards, NetworkCards, GlossaryTerms, SharedPieces, Recordings, CertificateTexts, HelpContacts, Scales)

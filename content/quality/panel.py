"""The checks in the editor: what is doubtful in the saved draft, each with a link to its block."""

from typing import Any

from wagtail.admin.panels import HelpPanel

from content.quality.pages import Today, field_of, findings_of, is_checked


class ChecksPanel(HelpPanel):
    """Folded under the title of every page that has a text, once it is saved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "content/admin/checks.html"} | kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk) and is_checked(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            said = {"findings": findings_of(self.instance, Today.read()), "field": field_of(self.instance)}
            return super().get_context_data(parent_context) | said

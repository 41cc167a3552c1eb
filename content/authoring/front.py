"""The admin's front page: what one came to do, in the words of one's own work."""

from typing import Any

from wagtail.admin.ui.components import Component


class TasksPanel(Component):
    """Links to an author's tasks."""

    name = "tasks"
    template_name = "content/admin/tasks.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"request": parent_context["request"]}

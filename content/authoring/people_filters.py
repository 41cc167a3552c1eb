"""People in the filters of Wagtail's reports by their names: an account's own name for itself is for logs."""

from typing import Any

from django.utils.translation import gettext
from django_filters import ModelChoiceFilter
from django_filters.fields import ModelChoiceField
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet, get_requested_by_queryset


class _ByName(ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.get_full_name() or gettext("Somebody without a name")


class _People(ModelChoiceFilter):
    field_class = _ByName


def name_people_in_filters() -> None:
    """Called once when the admin is hooked up."""
    asked = _People(field_name="requested_by", queryset=get_requested_by_queryset)
    WorkflowReportFilterSet.base_filters["requested_by"] = asked

"""The type of a training on its author's page: what each type means, and what it forbids."""

from typing import Any

from django.utils.translation import gettext
from wagtail.admin.panels import HelpPanel

from courses.api import TYPES, Course, course_by_key, is_type_fixed, type_policy


class CourseTypesPanel(HelpPanel):
    """What each type means, in the words of the policy that governs it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "content/admin/course_types.html"} | kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            types = [(Course.Type(key).label, policy.means) for key, policy in TYPES.items()]
            return super().get_context_data(parent_context) | {"types": types}


def type_problems(page: Any) -> list[str]:
    """What the type of a course page forbids, as sentences: another type once people are in a run, and a certificate
    that the type does not give."""
    problems = []
    course = course_by_key(page.translation_key)
    if course and course.type != page.course_type and is_type_fixed(course):
        problems.append(
            gettext(
                "People are in a run of this training already, so its type stays “%(type)s”. To hold it in another "
                "way, make a copy of the training."
            )
            % {"type": course.get_type_display()}
        )
    if page.certificate_id and page.certificate.kind not in type_policy(page.course_type).certificates:
        problems.append(
            gettext("A training of the type “%(type)s” does not give the certificate “%(kind)s”.")
            % {"type": page.get_course_type_display(), "kind": page.certificate.get_kind_display()}
        )
    return problems

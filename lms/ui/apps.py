"""The look: templates, styles, icons and the one sanitising boundary."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Components that every room above uses; it knows no learner, no course and no page."""

    name = "lms.ui"
    label = "ui"
    verbose_name = _("Look")

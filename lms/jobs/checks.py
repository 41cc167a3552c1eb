"""What must be right about text messages before a production site starts."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.module_loading import import_string


@register(Tags.security, deploy=True)
def sms_backend_is_ready(app_configs: Any, **kwargs: Any) -> list[Error]:
    """The named class is there and can send, and it is not the demo's."""
    if settings.DEMO or not settings.SMS_BACKEND:
        return []
    hint = "Set POLKU_SMS_BACKEND to a class with send(number, text), or leave it out. See docs/operate.md."
    try:
        backend = import_string(settings.SMS_BACKEND)
    except ImportError:
        return [Error("The class that sends text messages cannot be found.", hint=hint, id="jobs.E001")]
    if not callable(getattr(backend, "send", None)):
        return [Error("The class that sends text messages has no send().", hint=hint, id="jobs.E002")]
    if settings.SMS_BACKEND.startswith("lms.jobs."):
        return [Error("Text messages hold codes and would land in the demo mailbox.", hint=hint, id="jobs.E003")]
    return []

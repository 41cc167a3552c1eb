"""What must be right about mail and text messages before a production site starts."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.module_loading import import_string

#: Of 64 characters the number of the mail and its code take the rest.
LONGEST_NAME = 22


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


@register(Tags.security, deploy=True)
def bounce_address_is_usable(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Each mail's own return address is made of it, and what stands before the @ may have 64 characters in all."""
    address = settings.BOUNCE_ADDRESS
    if not address:
        return []
    hint = "Set POLKU_BOUNCE_ADDRESS to a short address, for example palautukset@polku.example.org, or leave it out."
    try:
        validate_email(address)
    except ValidationError:
        return [Error("The address for returned mail is not an e-mail address.", hint=hint, id="jobs.E004")]
    if len(address.partition("@")[0]) > LONGEST_NAME or "+" in address:
        return [Error("The address for returned mail is too long or has a + in it.", hint=hint, id="jobs.E005")]
    return []

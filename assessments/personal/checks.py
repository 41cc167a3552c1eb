"""What must be right before a production site starts."""

import stat
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from assessments.personal.site_key import key_file, parse_keys


@register(Tags.security, deploy=True)
def vault_key_is_ready(app_configs: Any, **kwargs: Any) -> list[Error]:
    """The key file exists, is whole, and is nobody else's to read."""
    path = key_file()
    if settings.DEMO:
        return []
    try:
        parse_keys(path.read_text())
    except OSError:
        hint = "On a new installation: manage.py make_vault_key. Otherwise bring the file back from where it is kept."
        return [Error("The vault key file (VAULT_KEY_FILE) cannot be read.", hint=hint, id="personal.E001")]
    except ImproperlyConfigured as problem:
        return [Error(str(problem), id="personal.E002")]
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return [Error("The vault key file is open to others.", hint=f"chmod 600 {path}", id="personal.E003")]
    return []

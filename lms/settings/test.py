"""The tests: fast hashing, memory cache, files under a temporary directory."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("POLKU_VAR", tempfile.mkdtemp(prefix="polku-test-"))

from lms.settings.base import *  # noqa: E402 -- the directory must be set before base reads it

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
VAULT_KEY_MADE_WHEN_MISSING = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
Path(VAR_DIR).mkdir(parents=True, exist_ok=True)
DATABASES["default"].setdefault("TEST", {})

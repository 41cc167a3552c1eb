"""The tests: fast hashing, memory cache, files and the SQLite database in a directory that goes with the process."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Every process has its own, also those that pytest starts side by side.
os.environ["POLKU_VAR"] = tempfile.mkdtemp(prefix="polku-test-")
atexit.register(shutil.rmtree, os.environ["POLKU_VAR"], ignore_errors=True)

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
QUIET_HOURS = None  # tests run at night, too
VAULT_KEY_MADE_WHEN_MISSING = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
for _folder in (VAR_DIR, STATIC_ROOT, MEDIA_ROOT):
    Path(_folder).mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"] == "lms.records.sqlite":
    # A file, so that the lock beside it is tried too; nobody needs it after a power cut.
    pragmas = DATABASES["default"]["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    DATABASES["default"]["OPTIONS"] = DATABASES["default"]["OPTIONS"] | {"init_command": pragmas}
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

"""``make run``: the embedded database, demo people with known passwords, and a mailbox page instead of mail."""

import secrets

from lms.settings.base import *

DEMO = True
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
for _folder in (VAR_DIR, STATIC_ROOT, MEDIA_ROOT):
    _folder.mkdir(parents=True, exist_ok=True)
_secret = VAR_DIR / "secret.key"
if not _secret.exists():
    _secret.write_text(secrets.token_urlsafe(50))
    _secret.chmod(0o600)
SECRET_KEY = _secret.read_text()
EMAIL_BACKEND = "lms.jobs.mailbox.DemoMailboxBackend"
SMS_BACKEND = "lms.jobs.sms.DemoSms"
QUIET_HOURS = None  # whoever tries the site at night wants to see its mail
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

"""The benchmark's site: as in production, but without TLS, a mail server and static files collected beforehand."""

from lms.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "only-for-the-benchmark-0123456789-abcdefghijklmnopqrstuvwxyz"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
PUBLIC_BASE_URL = "https://localhost:8000"  # a production start refuses links that are not encrypted
SECURE_SSL_REDIRECT = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
LOGGING["root"]["level"] = "WARNING"  # noqa: F405
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)  # noqa: F405

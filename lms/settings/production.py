"""Production: PostgreSQL, TLS, real mail. Refuses to start half-configured and says what to set."""

import os

from django.core.exceptions import ImproperlyConfigured

from lms.settings.base import *


def required(name: str, why: str) -> str:
    """The environment variable ``name``, or a refusal that says what it is for."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {why} See docs/operate.md.")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions and links.")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is too short: use at least 50 random characters. See docs/operate.md.")
ALLOWED_HOSTS = [
    host.strip() for host in required("ALLOWED_HOSTS", "the site's host names, comma separated.").split(",")
]
PUBLIC_BASE_URL = required("POLKU_BASE_URL", "the site's address, used in mails and certificates.").rstrip("/")
WAGTAILADMIN_BASE_URL = PUBLIC_BASE_URL
required(
    "POLKU_VAULT_KEY_FILE", "the file that holds the key of private answers; make it with manage.py make_vault_key."
)
VAULT_KEY_FILE = os.environ["POLKU_VAULT_KEY_FILE"]

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = required("EMAIL_HOST", "the SMTP server; sign-in codes travel by mail, so there is no site without it.")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
required("POLKU_MAIL_FROM", "the sender's address of the site's mail.")

SECURE_SSL_REDIRECT = os.environ.get("POLKU_SSL_REDIRECT", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = os.environ.get("POLKU_HSTS_PRELOAD", "0") == "1"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("POLKU_PROXIES", "1"))
STORAGES["staticfiles"] = {"BACKEND": "lms.ui.storage.HashedFiles"}

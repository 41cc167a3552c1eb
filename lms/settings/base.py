"""What holds everywhere. Values that differ between installations come from the environment (.env.example)."""

import os
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
#: Everything the running site writes: database, files, keys. Never inside the code, never served as it is.
VAR_DIR = Path(os.environ.get("POLKU_VAR", BASE_DIR / "var"))

DEMO = False
PUBLIC_BASE_URL = os.environ.get("POLKU_BASE_URL", "http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "lms.dashboard",
    "content",
    "certificates",
    "assessments.graded",
    "assessments.personal",
    "courses.meetings",
    "courses.discussions",
    "courses.admissions",
    "courses.followups",
    "courses",
    "lms.privacy",
    "lms.accounts",
    "lms.jobs",
    "lms.ui",
    "lms.records",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lms.ui.headers.SecurityHeadersMiddleware",
    "lms.ui.addresses.NoNullsMiddleware",
    "content.page_cache.AnonymousPageCacheMiddleware",
    "lms.accounts.middleware.SessionMiddleware",
    "lms.ui.languages.LanguageOfAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "lms.accounts.middleware.OpenPostCsrfMiddleware",
    "lms.accounts.middleware.AuthenticationMiddleware",
    "lms.accounts.middleware.DefaultDenyMiddleware",
    "lms.ui.messages.MessagesWhenAskedMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lms.accounts.middleware.SecondFactorMiddleware",
    "content.middleware.RefusalsInAdminMiddleware",
    "lms.ui.errors.RefusalPageMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.ui.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "lms.ui.templatetags.ui", "lms.ui.templatetags.assets"],
        },
    },
]
FORM_RENDERER = "lms.ui.forms.UiRenderer"

# --- Database ---------------------------------------------------------------------------------------------------

SQLITE = {
    "ENGINE": "lms.records.sqlite",
    "NAME": VAR_DIR / "polku.sqlite3",
    # A new connection reads the whole schema anew, which costs more than a page does.
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    },
}


def database_from(url: str) -> dict:
    """The settings of the database at ``url`` (postgres://… or empty for the embedded SQLite)."""
    if not url:
        return SQLITE
    parsed = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    if parsed["ENGINE"].endswith("sqlite3"):
        return SQLITE | {"NAME": parsed["NAME"]}
    parsed.setdefault("OPTIONS", {})["options"] = (
        "-c lock_timeout=5000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000"
    )
    return parsed | {"ENGINE": "lms.records.postgres"}


DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits must be shared between processes, so never a local-memory cache outside the tests.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "polku_cache"},
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
}

# --- People -----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "lms.accounts.hashers.FrugalArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard:home"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "lms.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "lms.accounts.forms.LoginForm",
    "request_login_code": "lms.accounts.forms.RequestLoginCodeForm",
    "signup": "lms.accounts.forms.SignupForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USER_DISPLAY = "lms.accounts.names.display_name"
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "phone_number"
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/300s/key",
    "signup": "100/m/ip",
    "reset_password": "60/m/ip,3/h/key",
    "request_login_code": "60/m/ip,3/h/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "lms.accounts.forms.AddPasskeyForm",
    "signup_webauthn": "lms.accounts.forms.SignupPasskeyForm",
}
MFA_TOTP_ISSUER = "Polku"
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "lms.accounts.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lms.accounts.views.csrf_failure"

# --- Languages --------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
LANGUAGE_COOKIE_NAME = "polku_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- Files ------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Never under a public address: documents, certificates, later submissions.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "lms.ui.storage.PlainFiles"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- Wagtail ----------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Polku"
WAGTAILADMIN_BASE_URL = PUBLIC_BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/tili/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
#: Milliseconds until somebody who edits hears that somebody else has saved the same page.
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 4000
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 2500
# Whether set-up offers authors a second reader between the draft and the published page (content/workflows.py).
POLKU_LANGUAGE_CHECK = os.environ.get("POLKU_LANGUAGE_CHECK", "1") == "1"
# A lesson's short name stands in learners' addresses: "Työkyky" becomes "tyokyky".
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "content.Picture"
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "content.Material"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
MODELSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS
WAGTAILEMBEDS_FINDERS = []
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Mail -------------------------------------------------------------------------------------------------------

SERVER_EMAIL = DEFAULT_FROM_EMAIL = os.environ.get("POLKU_MAIL_FROM", "Polku <polku@localhost>")
#: Where mail servers report what they could not deliver (lms/jobs/returning.py); "" and it goes to the sender.
BOUNCE_ADDRESS = os.environ.get("POLKU_BOUNCE_ADDRESS", "").strip()
#: From and until which hour (site's time) only that is sent which somebody asked for a moment ago; None: never.
QUIET_HOURS = (21, 8)
#: The class that sends text messages (lms/jobs/sms.py), by its dotted path; "" and nobody is offered any.
SMS_BACKEND = os.environ.get("POLKU_SMS_BACKEND", "")

# --- Polku's own ------------------------------------------------------------------------------------------------

#: Site key that wraps each person's own key; lives outside the database (see docs/operate.md).
VAULT_KEY_FILE = VAR_DIR / "vault.key"
#: Days of silence after which a pseudonymous person's data is deleted.
PSEUDONYMOUS_IDLE_DAYS = 90
#: The smallest group of which figures of self-measurements are shown; below five it has no effect.
MEASURE_SMALLEST_GROUP = int(os.environ.get("POLKU_SMALLEST_GROUP", "10"))

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # the check looks for Django's own class name; OpenPostCsrfMiddleware is a subclass of it
    "security.W021",  # preloading HSTS is the operator's choice (POLKU_HSTS_PRELOAD)
    "security.W019",  # Wagtail's preview is framed by its own site; public pages say frame-ancestors 'none'
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # One line for every page saved and every task run says nothing that the admin's own history does not.
    "loggers": {name: {"level": "WARNING"} for name in ("wagtail", "django_tasks", "django_tasks_db", "fontTools")},
}

"""The site of the mail drill: a real SMTP server, and nothing waits for the morning."""

import os

from drills.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["EMAIL_PORT"])
EMAIL_TIMEOUT = 20
QUIET_HOURS = None

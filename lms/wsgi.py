"""The WSGI application. Production settings unless the environment names others."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_wsgi_application()

from lms.accounts.checks import refuse_unsafe_start  # noqa: E402 -- needs the settings and the models

refuse_unsafe_start()

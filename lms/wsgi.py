"""The WSGI application. Production settings unless the environment names others."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_wsgi_application()

from django.db import connections  # noqa: E402 -- needs the settings and the models

from lms.accounts.checks import refuse_unsafe_start  # noqa: E402 -- the same

refuse_unsafe_start()
# The check has asked the database; a connection must not go on in the workers that are forked from here.
connections.close_all()
# What was imported stays: without it each full collection costs a tenth of a second, in the middle of a request.
gc.freeze()

"""The site of the mail drill: mails that wait, and afterwards how many still do."""

import argparse
import json
import sys
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402 -- needs the apps
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from lms.jobs.api import queue_mail  # noqa: E402
from lms.jobs.mail import message_id  # noqa: E402
from lms.jobs.models import Job, Mail  # noqa: E402


def make(mails: int) -> list[str]:
    """A fresh site with so many mails to send; returns their Message-IDs."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    for number in range(mails):
        queue_mail(key=f"drill:{number}", to=f"person{number}@example.org", subject="Hei", text=f"{number}")
    return [message_id(f"drill:{number}") for number in range(mails)]


def hurry() -> int:
    """End the leases of dead workers, and the pauses after a failure; returns how many mails have not gone."""
    now = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(kind="mail", done_at=None).exclude(leased_until=None).update(leased_until=now)
    Job.objects.filter(kind="mail", done_at=None).update(not_before=now)
    return Mail.objects.filter(sent_at=None).count()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=["make", "hurry"])
    parser.add_argument("--mails", type=int, default=0)
    asked = parser.parse_args()
    said = json.dumps(make(asked.mails)) if asked.act == "make" else str(hurry())
    sys.stdout.write(said)

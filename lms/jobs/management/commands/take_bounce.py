"""The way in for mail that comes back, for a mail server's pipe or a program that empties a mailbox."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from lms.jobs.returning import Outcome, take_returned

#: The report stands before the mail that it is about; what is beyond is read and dropped.
MOST_BYTES = 1_000_000
#: sysexits.h, which mail servers understand: not for us, try later, not set up.
EX_DATAERR, EX_TEMPFAIL, EX_CONFIG = 65, 75, 78
REFUSED = {Outcome.NO_MAIL, Outcome.NO_REPORT}


class Command(BaseCommand):
    help = "Read one returned mail from standard input and mark its address. Exit code 75: try again later."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("address", nargs="?", default="", help="The address it came to, if the server says it.")

    def handle(self, *args, **options) -> None:
        raw = self.read()
        if not settings.BOUNCE_ADDRESS:
            raise CommandError("POLKU_BOUNCE_ADDRESS is not set.", returncode=EX_CONFIG)
        try:
            outcome = take_returned(raw, sent_to=options["address"])
        except DatabaseError as error:
            raise CommandError(f"The database did not answer: {type(error).__name__}", returncode=EX_TEMPFAIL) from None
        if outcome in REFUSED:
            raise CommandError(outcome.value, returncode=EX_DATAERR)
        self.stdout.write(outcome.value)

    def read(self) -> bytes:
        """All of standard input, so that the server's pipe does not break; the first megabyte of it is looked at."""
        raw = sys.stdin.buffer.read(MOST_BYTES)
        while sys.stdin.buffer.read(MOST_BYTES):
            pass
        return raw

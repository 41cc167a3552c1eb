"""The background worker."""

from django.core.management.base import BaseCommand

from lms.jobs.services import retry_parked
from lms.jobs.worker import Worker


class Command(BaseCommand):
    help = "Send mail and do background jobs until stopped (SIGTERM ends it after the job in hand)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due now and end.")
        parser.add_argument("--retry-parked", action="store_true", help="First give every parked job a new start.")

    def handle(self, *args, **options) -> None:
        if options["retry_parked"]:
            self.stdout.write(f"{retry_parked()} parked jobs get a new start.")
        worker = Worker()
        if options["once"]:
            while worker.turn():
                pass
            return
        worker.listen()
        worker.run()

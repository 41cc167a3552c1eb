"""Warn people with an account whose answers have been left for a year, and erase what was left in spite of it. The
worker does it daily."""

from django.core.management.base import BaseCommand

from assessments.personal.services.idle import erase_idle, to_be_erased, to_be_warned, warn_idle


class Command(BaseCommand):
    help = "Warn of unused answers of people with an account, and erase those whose time is over."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say how many.")

    def handle(self, *args, **options) -> None:
        if options["dry_run"]:
            stayed = [
                one for one in to_be_erased().select_related("learner") if one.learner.last_seen_on < one.warned_on
            ]
            self.stdout.write(f"{to_be_warned().count()} would be warned, {len(stayed)} would lose their answers.")
        else:
            erased = erase_idle()
            self.stdout.write(f"{warn_idle()} warned, {erased} lost their answers.")

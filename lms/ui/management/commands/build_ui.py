"""Write the stylesheet, the icons and the fonts of the site into a folder that git ignores."""

from django.core.management.base import BaseCommand

from lms.ui.build import build


class Command(BaseCommand):
    """Run at set-up and after a change in the styles; does nothing when nothing changed."""

    help = "Build the stylesheet, icons and fonts from their sources and the installed packages."
    requires_system_checks = []

    def handle(self, *args, **options):
        written = build()
        self.stdout.write(f"Built: {', '.join(written)}." if written else "The look is up to date.")

"""Erase the demo's accounts, whose passwords are published, so that production may start."""

from django.core.management.base import BaseCommand

from lms.accounts.api import Learner, User
from lms.privacy.erasure import erase_learner


class Command(BaseCommand):
    help = "Erase every demo account with all its records."

    def handle(self, *args, **options) -> None:
        people = list(User.objects.filter(is_demo=True))
        for user in people:
            learner, _ = Learner.objects.get_or_create(user=user)
            erase_learner(learner=learner)
        self.stdout.write(f"{len(people)} demo accounts erased.")

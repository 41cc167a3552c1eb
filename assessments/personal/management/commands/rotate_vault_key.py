"""Change the key that wraps every person's own key. Answers are not touched."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.personal.sealing import CannotOpen
from assessments.personal.services.vaults import rewrap_vaults, site_keys_in_use
from assessments.personal.site_key import fresh_key, site_keys, write_keys


class Command(BaseCommand):
    help = (
        "Adds a new vault key in front of the file and wraps every person's key with it. The old keys stay in the "
        "file until a later run with --drop, because a running server may still have used one a moment ago."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--drop", action="store_true", help="Only remove old keys that no vault needs any more.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["drop"]:
            self.drop_old_keys()
            return
        write_keys((fresh_key(), *site_keys()))
        self.stdout.write(f"Wrapped {rewrap_vaults()} keys with the new vault key. Later: rotate_vault_key --drop")

    def drop_old_keys(self) -> None:
        """Wrap what is left over, then forget the old keys."""
        try:
            rewrap_vaults()
        except CannotOpen:
            raise CommandError(
                "A vault needs a key that is not in the file. Nothing was dropped; bring it back."
            ) from None
        newest, *old = site_keys()
        if site_keys_in_use() - {newest.id}:
            raise CommandError("A vault was wrapped with an old key just now. Nothing was dropped; run this again.")
        write_keys((newest,))
        self.stdout.write(f"Dropped {len(old)} old vault keys.")

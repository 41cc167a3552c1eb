"""The site of a drill: the benchmark's, with its tables made from the models at once instead of by migrations."""

from bench.settings import *  # noqa: F403


class NoMigrations(dict):
    """Every app is one without migrations."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()

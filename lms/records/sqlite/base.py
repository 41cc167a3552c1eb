"""SQLite with its transactions behind one lock file.

SQLite's own busy handler sleeps and is unfair: four threads waiting for it gave a 95th percentile of 100–290 ms.
A lock file beside the database, taken before BEGIN IMMEDIATE by the web process and the worker alike, hands the
turn over at once. The lock is advisory and dies with its process, so a killed worker leaves nothing behind.
"""

import fcntl
import os

from django.db.backends.sqlite3 import base, features
from django.db.backends.sqlite3.base import Database


class DatabaseFeatures(features.DatabaseFeatures):
    """As many values in a statement as SQLite takes since 3.32 (2020). Django 5 counts with the 999 of before: a
    thousand rows then go in by a dozen statements."""

    max_query_params = 32_766 if Database.sqlite_version_info >= (3, 32) else 999


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the writer's turn at BEGIN and gives it back at COMMIT, ROLLBACK or close."""

    features_class = DatabaseFeatures
    _turn: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_turn_back()
            raise

    def _commit(self):
        try:
            return super()._commit()
        finally:
            if not self.in_atomic_block:
                self._give_turn_back()

    def _rollback(self):
        try:
            return super()._rollback()
        finally:
            if not self.in_atomic_block:
                self._give_turn_back()

    def _close(self):
        try:
            return super()._close()
        finally:
            self._give_turn_back()

    def _take_turn(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self._turn is not None or not name or ":memory:" in name or "mode=memory" in name:
            return
        self._turn = os.open(f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._turn, fcntl.LOCK_EX)

    def _give_turn_back(self) -> None:
        if self._turn is not None:
            os.close(self._turn)
            self._turn = None

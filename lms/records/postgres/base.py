"""PostgreSQL whose connections are found healthy without asking the server, and a lighter way to ask it.

Every request begins with the question whether the connection it got still lives. ``SELECT 1`` asks it over the
network, which costs a page as much as one of its own statements. A server that has gone (restarted, stopped, tired of
waiting) has closed its end, and that stands at ours already: only a connection on which something has come unasked is
asked with a statement.
"""

import select
from typing import Any

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    """Django's own, but that it can tell what a prepared statement was."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """Of a prepared one only the name was sent."""
        return super().last_executed_query(cursor, sql, params) or sql


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for how it sees that a connection has died, and a cursor for known statements."""

    ops_class = DatabaseOperations

    def light_cursor(self) -> Any:
        """A cursor that sends the values beside the statement. Django's writes them into it, which takes longer than
        all else that the driver does, but lets a value stand where the server would not know its kind; so this is for
        statements that are known (``lms.records.prepared``)."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(base.ServerBindingCursor(self.connection))

    def get_connection_params(self) -> dict[str, Any]:
        """Statements of the light cursor that come a third time stay prepared in the server: planning one with five
        tables takes it longer than answering it. Django's own cursors are not concerned, as none of theirs is twice
        the same."""
        return super().get_connection_params() | {"prepare_threshold": 3}

    def is_usable(self) -> bool:
        return self._is_quiet() or super().is_usable()

    def _is_quiet(self) -> bool:
        """Whether the connection is open and nothing waits to be read: the server neither left nor said why."""
        if self.connection is None or self.connection.closed or self.errors_occurred:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
        return not poll.poll(0)

"""PostgreSQL whose connections are found healthy without asking the server.

Every request begins with the question whether the connection it got still lives. ``SELECT 1`` asks it over the
network, which costs a page as much as one of its own statements. A server that has gone (restarted, stopped, tired of
waiting) has closed its end, and that stands at ours already: only a connection on which something has come unasked is
asked with a statement.
"""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for how it sees that a connection has died."""

    def is_usable(self) -> bool:
        return self._is_quiet() or super().is_usable()

    def _is_quiet(self) -> bool:
        """Whether the connection is open and nothing waits to be read: the server neither left nor said why."""
        if self.connection is None or self.connection.closed or self.errors_occurred:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
        return not poll.poll(0)

"""PostgreSQL, asked for its health without a statement."""

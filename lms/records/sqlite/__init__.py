"""Database engine of the embedded default: Django's SQLite with one writer at a time."""

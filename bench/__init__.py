"""``make bench``: how fast the pages are, as a ratio to a bare Django view and in exact queries."""

import lms  # noqa: F401 -- puts the sound SQLite in place before Django imports it

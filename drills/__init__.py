"""Faults on purpose, against the real server: what was acknowledged, and what was lost of it. ``make drills``."""

import lms  # noqa: F401 -- puts the sound SQLite in place before Django imports it

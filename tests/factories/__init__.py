"""Makers of real things through the rooms' own doors."""

from tests.factories.courses import make_course, make_run

__all__ = ["make_course", "make_run"]

#!/usr/bin/env python3
"""Polku's command line. Runs the demo settings unless DJANGO_SETTINGS_MODULE says otherwise."""

import os
import sys

import lms  # noqa: F401 -- puts the sound SQLite in place before Django imports it


def main() -> None:
    """Hand the command over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.demo")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- after the settings are named

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

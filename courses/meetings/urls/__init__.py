"""Addresses: participants, trainers, check-in and calendars."""

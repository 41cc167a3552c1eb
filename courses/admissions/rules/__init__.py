"""Verdicts about getting in: no ORM, no request."""

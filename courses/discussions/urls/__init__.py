"""Addresses, a file per part of the site."""

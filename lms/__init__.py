"""Polku: the project. Records, accounts and the look at the bottom; dashboards and addresses at the top."""

import sys

import pysqlite3

# Debian's own SQLite (3.40) has the WAL-reset bug fixed in 3.51.3; this wheel bundles a sound one.
# It has to be in place before Django first imports sqlite3.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

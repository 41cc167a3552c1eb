"""``make drills``: every drill at full figure, on both databases; the exit code says whether all held."""

import sys

from drills import kill_mailer, kill_workers, load, stop_database
from drills.server import tell


def main() -> int:
    failed = 0
    for drill in (kill_workers, stop_database, kill_mailer, load):
        tell(f"\n── {drill.__name__}: {drill.__doc__.splitlines()[0]}")
        failed += drill.main([])
    tell(f"\n{'all held' if not failed else f'{failed} failed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

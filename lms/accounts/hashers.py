"""Password hashing that two cores can bear."""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

#: Hashings at once in one process: a class that signs in at nine o'clock waits a little instead of filling memory.
TURNS = BoundedSemaphore(2)


class FrugalArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's minimum (19 MiB, t=2, p=1): Django's default needs 2.4 GB for 24 log-ins at once."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with TURNS:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with TURNS:
            return super().verify(password, encoded)

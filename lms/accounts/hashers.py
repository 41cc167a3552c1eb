"""Password hashing that two cores can bear."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class FrugalArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's minimum (19 MiB, t=2, p=1): Django's default needs 2.4 GB for 24 log-ins at once."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

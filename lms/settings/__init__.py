"""Settings: ``base`` for all, then one of ``demo`` (make run), ``test`` and ``production``."""

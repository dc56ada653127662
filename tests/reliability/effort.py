"""How much the tests here try: little in `make test`, what the environment asks for in `make check-crash`."""

from __future__ import annotations

import os


def effort(name: str, quick: int) -> int:
    """A count that the environment may raise, such as ``KILLS=50``."""
    return int(os.environ.get(name, quick))

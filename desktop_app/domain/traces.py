"""What a bug leaves for its finder: where it happened, and none of the words that may come from the user's data."""

from __future__ import annotations

import traceback
from typing import Final

# what these say speaks of the program; what others say often quotes a value, such as a name that could not be read
_OF_THE_PROGRAM: Final = (TypeError, AttributeError, NameError, ImportError, AssertionError, NotImplementedError)


def trace(error: BaseException) -> str:
    """The traceback of an error and of those that led to it, the oldest first."""
    parts: list[str] = []
    met: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in met:
        met.add(id(here))
        words = f": {here}" if isinstance(here, _OF_THE_PROGRAM) else ""
        parts.append("".join(traceback.format_tb(here.__traceback__)) + type(here).__qualname__ + words + "\n")
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)
    return "\nwhich led to\n".join(reversed(parts))

"""Gives memory back to the system after large work."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Return what was freed. The C library of Linux would keep it for each thread: 120 MB after a million incidents."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none, and keep less
        if trim is not None:
            trim(0)

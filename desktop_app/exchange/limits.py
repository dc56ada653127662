"""What holds the worker in: memory, processor time, and the life of its parent."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
import time

MEMORY = 4 << 30  # address space, of which polars and its allocator reserve about 1 GB without touching it
CPU_SECONDS = 240
_PR_SET_PDEATHSIG = 1


def confine(parent: int) -> None:
    """Limit this process and tie it to ``parent`` (a process id). What a platform cannot limit, the parent watches."""
    if sys.platform != "win32":
        import resource

        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                _soft, hard = resource.getrlimit(what)
                allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.setrlimit(what, (allowed, allowed))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    """The parent may have died before prctl was set, or the platform may have none: look now and then."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)

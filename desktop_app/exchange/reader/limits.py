"""What holds the worker in: memory, processor time, and the life of its parent.

On Linux the kernel limits address space and time, and the parent watches what is held; on macOS, which keeps no such
limit, the parent watches alone; on Windows the worker puts itself into a job object. Only Linux was tried by our tests.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
from pathlib import Path

MEMORY = 4 << 30  # address space, of which polars and its allocator reserve about 1 GB without touching it
RESIDENT = 1000 << 20  # memory that is held; more of it, and the parent ends the worker
CPU_SECONDS = 240
_PR_SET_PDEATHSIG = 1


def confine(parent: int) -> None:
    """Limit this process and tie it to ``parent`` (a process id). What a platform cannot limit, the parent watches."""
    if sys.platform == "win32":
        _enter_job()
    else:
        _set_limits()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def resident(process: int) -> int:
    """Bytes of its own memory that a process of this user holds, mapped files left out; 0 where nobody can tell."""
    found = 0  # on Windows the job object limits it
    if sys.platform == "linux":
        found = _anonymous(process)
    elif sys.platform == "darwin":
        found = _footprint(process)
    return found


if sys.platform == "win32":
    from ctypes import wintypes

    _PROCESS_TIME, _ONE_PROCESS, _PROCESS_MEMORY, _DIE_UNSEEN, _END_WITH_JOB = 0x2, 0x8, 0x100, 0x400, 0x2000
    _EXTENDED_LIMITS = 9
    _SYNCHRONIZE, _FOR_EVER = 0x00100000, 0xFFFFFFFF
    _HUNDRED_NS = 10_000_000  # in a second

    class _Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def _enter_job() -> None:
        """A job that ends with this process, may commit so much memory, and starts no other process."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        limits = _Limits(process_time=CPU_SECONDS * _HUNDRED_NS, processes=1, process_memory=MEMORY // 2)
        limits.flags = _PROCESS_TIME | _ONE_PROCESS | _PROCESS_MEMORY | _DIE_UNSEEN | _END_WITH_JOB
        job = kernel.CreateJobObjectW(None, None)
        if kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)):
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

    def _watch(parent: int) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
        held = kernel.OpenProcess(_SYNCHRONIZE, False, parent)
        if held:
            kernel.WaitForSingleObject(held, _FOR_EVER)
        os._exit(1)

else:
    import resource

    def _set_limits() -> None:
        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                _soft, hard = resource.getrlimit(what)
                allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.setrlimit(what, (allowed, allowed))

    def _watch(parent: int) -> None:
        """The parent may have died before prctl was set, or the platform may have none: look now and then."""
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)


def _anonymous(process: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        status = Path(f"/proc/{process}/status").read_bytes()
        return int(status.split(b"RssAnon:", 1)[1].split(None, 1)[0]) << 10
    return 0


def _footprint(process: int) -> int:
    """macOS: ``ri_phys_footprint`` of ``rusage_info_v0``, the eighth number after the sixteen bytes of an identity."""
    held = (ctypes.c_uint64 * 12)()
    try:
        told = ctypes.CDLL(None).proc_pid_rusage(process, 0, ctypes.byref(held))
    except (OSError, AttributeError):
        return 0
    return int(held[9]) if told == 0 else 0

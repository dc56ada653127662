"""Runs the services off the GUI thread and brings their results back to it.

One writer thread keeps writes in order; a small pool reads, and a newer query of the same view supersedes the
older one; long preparation has a thread of its own, and so has a use case that thinks long before it stores.
Callbacks run on the GUI thread. A callback whose QObject has been deleted meanwhile is dropped quietly, as is a result
that arrives after ``close``.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.domain.errors import Cancelled, SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.traces import trace
from desktop_app.services.changes import Changes, Progress

T = TypeVar("T")
Failed = Callable[[SecondWayError], None]

READERS = 2
BETWEEN_REPORTS = 0.1  # seconds

_log = logging.getLogger(__name__)


class Kind(Enum):
    WRITE = auto()
    THOUGHT = auto()
    WORK = auto()
    QUERY = auto()


@dataclass(eq=False)
class Job:
    """One call on its way; whoever holds it may cancel it."""

    kind: Kind
    title: str
    call: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Failed | None
    view: Hashable = None
    stop: threading.Event = field(default_factory=threading.Event)
    began: bool = False
    value: Any = None
    error: Exception | None = None
    trace: str = ""

    def cancel(self) -> None:
        """Ask the work to stop; a job that has not begun never does."""
        self.stop.set()

    def run(self) -> None:
        """On a worker thread: keep the value or the error, raise nothing."""
        try:
            if self.stop.is_set():
                raise Cancelled(_("Stopped before it began; nothing was stored."))
            self.began = True
            self.value = self.call()
        except Exception as error:  # carried to the GUI thread, where it is told or logged
            self.error, self.trace = error, trace(error)


class _Reporter:
    """The ``Progress`` a worker sees: at most ten reports a second leave the thread."""

    def __init__(self, stop: threading.Event, report: Callable[[str, float | None], None]) -> None:
        self._stop, self._report, self._next = stop, report, 0.0

    def __call__(self, text: str, share: float | None = None) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + BETWEEN_REPORTS
            self._report(text, share)

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()


class Operations(QObject):
    """Made once by ``app.py``; pages get it by their constructor and meet in ``changed``. Call it on the GUI thread."""

    changed = Signal(object)  # Changes
    started = Signal(str)  # title of a write or of long work
    progress = Signal(str, str, object)  # title, text, share from 0 to 1 or None
    finished = Signal(str)  # title, whatever the end
    busy = Signal()
    idle = Signal()  # nothing is on its way, queries included
    failed = Signal(str)  # the sentence of a domain error that no callback took
    bug = Signal(str)  # the traceback of anything else
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {
            Kind.WRITE: ThreadPoolExecutor(1, "writer"),
            Kind.THOUGHT: ThreadPoolExecutor(1, "thinker"),
            Kind.WORK: ThreadPoolExecutor(1, "worker"),
            Kind.QUERY: ThreadPoolExecutor(READERS, "reader"),
        }
        self._newest: dict[Hashable, Job] = {}
        self._jobs: dict[Job, Future[None]] = {}
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def execute(
        self,
        write: Callable[[Progress], Changes],
        *,
        title: str,
        done: Callable[[Changes], None] | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Run a use case on the writer thread; ``changed`` tells every page before ``done`` is called."""
        return self._start(Kind.WRITE, write, title, done, failed)

    def think(
        self,
        thought: Callable[[Progress], Changes],
        *,
        title: str,
        done: Callable[[Changes], None] | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Run a use case that thinks long and stores its result in the end, without holding up other writes.

        It checks by itself that what it read still stands. Closing asks it to stop and waits for what it then stores.
        """
        return self._start(Kind.THOUGHT, thought, title, done, failed)

    def work(
        self,
        task: Callable[[Progress], T],
        *,
        title: str,
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Job:
        """Run long preparation that stores nothing, such as the dry run of an import."""
        return self._start(Kind.WORK, task, title, done, failed)

    def query(
        self, view: Hashable, read: Callable[[], T], show: Callable[[T], None], failed: Failed | None = None
    ) -> Job:
        """Read for ``view``. An older query of it that has not been shown never will be; a queued one never runs."""
        older = self._newest.pop(view, None)
        if older is not None:
            older.cancel()
            self._jobs.pop(older, None)  # its result finds nobody waiting
        job = Job(Kind.QUERY, "", read, show, failed, view)
        self._newest[view] = job
        self._submit(job)
        return job

    @property
    def is_busy(self) -> bool:
        return bool(self._jobs)

    @property
    def is_writing(self) -> bool:
        """Whether a use case on the writer thread is on its way."""
        return any(job.kind is Kind.WRITE for job in self._jobs)

    @property
    def closed(self) -> bool:
        """Whether nothing more may be asked for."""
        return self._closed

    def cancel(self) -> None:
        """Ask every write and long work that has begun to stop; what waits in line still runs."""
        for job in self._jobs:
            if job.kind is not Kind.QUERY and job.began:
                job.cancel()

    def close(self) -> None:
        """Wait until the writes in line are stored; the rest is given up and nothing more is delivered."""
        self._closed = True
        for job in self._jobs:
            if job.kind is not Kind.WRITE:
                job.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        for job in self._jobs:
            if job.error is not None and not isinstance(job.error, Cancelled):
                _log.error("“%s” failed while closing\n%s", job.title, job.trace)
        self._jobs.clear()
        self._newest.clear()

    def _start(
        self,
        kind: Kind,
        task: Callable[[Progress], Any],
        title: str,
        done: Callable[[Any], None] | None,
        failed: Failed | None,
    ) -> Job:
        job = Job(kind, title, lambda: None, done, failed)
        job.call = partial(task, _Reporter(job.stop, partial(self._report, title)))
        self._submit(job)
        self.started.emit(title)
        return job

    def _submit(self, job: Job) -> None:
        if self._closed:
            raise RuntimeError("Operations are closed.")
        was_idle = not self._jobs
        self._jobs[job] = self._pools[job.kind].submit(self._run, job)
        if was_idle:
            self.busy.emit()

    def _run(self, job: Job) -> None:
        """On a worker thread."""
        job.run()
        if shiboken6.isValid(self):
            self._arrived.emit(job)

    def _report(self, title: str, text: str, share: float | None) -> None:
        """On a worker thread."""
        if shiboken6.isValid(self):
            self.progress.emit(title, text, share)

    def _deliver(self, job: Job) -> None:
        if self._jobs.pop(job, None) is None:
            return
        if self._newest.get(job.view) is job:
            del self._newest[job.view]
        try:
            self._tell_value(job) if job.error is None else self._tell_error(job, job.error)
        finally:
            if job.kind is not Kind.QUERY:
                self.finished.emit(job.title)
            if not self._jobs:
                self.idle.emit()

    def _tell_value(self, job: Job) -> None:
        if job.kind in (Kind.WRITE, Kind.THOUGHT):
            self.changed.emit(job.value)
        if job.done is not None and _reachable(job.done):
            try:
                job.done(job.value)
            except Exception as error:  # our bug, told like any other; the window goes on
                _log.error("“%s” was done, but could not be shown\n%s", job.title, trace(error))
                self.bug.emit(trace(error))

    def _tell_error(self, job: Job, error: Exception) -> None:
        known = isinstance(error, SecondWayError)
        if not known:
            _log.error("“%s” failed\n%s", job.title, job.trace)
            self.bug.emit(job.trace)
        if job.failed is not None and _reachable(job.failed):
            job.failed(error if isinstance(error, SecondWayError) else SecondWayError(_internal()))
        elif known and not isinstance(error, Cancelled) and not (job.kind is Kind.QUERY and job.failed):
            self.failed.emit(str(error))


def _internal() -> str:
    return _("Something went wrong inside the program. Its details are in the log.")


def _reachable(callback: Callable[..., Any]) -> bool:
    """False for a method of a QObject that Qt has deleted; a plain function always is reachable."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)

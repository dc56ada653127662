"""Qt in tests: offscreen before it is imported, its noise named once, and nothing left over between two tests."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # processes that tests start find modules compiled, as installed ones do


def pytest_configure(config: pytest.Config) -> None:
    # the offscreen platform says so of size hints, raise and keyboard grabs; it is not ours to mend
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the tests of promises measured; they run in other processes, so that it comes with their reports."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    lines = [str(value) for report in reports for key, value in report.user_properties if key == "figure"]
    if lines:
        terminalreporter.section("figures")
        for line in sorted(set(lines)):
            terminalreporter.line(line)


@pytest.fixture(autouse=True)
def _nothing_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """Delete after each test with Qt what it asked to delete later, while its failures are still its own.

    Dead cycles are looked for on this thread alone, as in the window.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.freeze()  # what is alive now outlives the test: the next look need not go through it again
    gc.enable()

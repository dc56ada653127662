"""Dead cycles are looked for on the window's thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.collecting import Collector


class _Knot(QWidget):
    """A widget that only the search for cycles can free, as a page with a handler of its own is."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    held = Collector(qapp)
    yield held
    held.deleteLater()


def test_no_thread_beside_the_window_frees_a_widget(collector: Collector) -> None:
    died_on: list[str] = []
    knot = _Knot()
    weakref.finalize(knot, lambda: died_on.append(threading.current_thread().name))
    del knot
    kept: list[list[int]] = []
    beside = threading.Thread(target=lambda: kept.extend([[n] for n in range(60_000)]))
    beside.start()
    beside.join()
    assert died_on == []


def test_what_nobody_holds_is_found_when_enough_was_made(collector: Collector) -> None:
    kept = [[n] for n in range(60_000)]
    knot = _Knot()
    gone = weakref.ref(knot)
    del knot
    collector.look()
    assert gone() is None, "it died young"
    assert len(kept) == 60_000


def test_what_died_old_is_found_when_nobody_is_at_the_window(collector: Collector) -> None:
    knot = _Knot()
    gone = weakref.ref(knot)
    gc.collect()
    gc.collect()
    del knot
    collector.look_everywhere()
    assert gone() is None

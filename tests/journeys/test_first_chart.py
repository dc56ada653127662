"""From a dropped ticket dump to an honest chart, to the incidents behind a figure, and back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.services.incident_lists import View
from desktop_app.ui.widgets.value_table import ValueTable
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import LONG, drop, keys, press, rest, sentences, table

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "servicenow_event_log.zip"


def test_from_drop_to_chart_to_the_incidents_behind_a_figure_and_back(qtbot: QtBot, window: MainWindow) -> None:
    drop(window, SAMPLE)
    assert window.page_name == "import"
    press(qtbot, window, "Import 890 incidents")
    press(qtbot, window, "See the Targets page")
    rest(qtbot, window)
    assert window.page_name == "targets"
    targets = window.pages.targets
    qtbot.waitUntil(lambda: targets.reading is not None, timeout=LONG)
    assert targets.head.header.answer == "67 % of 861 incidents were repaired within the shared goal"
    assert window.status.counts.startswith("890 incidents past their deadline")

    (numbers,) = [t for t in window.findChildren(ValueTable) if t.isVisible()]
    high, incidents = 1, targets.reading.figure.table.columns.index("Incidents")
    cell = numbers.visualRect(numbers.model().index(high, incidents))
    qtbot.mouseClick(numbers.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    rest(qtbot, window)
    assert window.page_name == "incidents"
    assert table(window).model().rowCount() == 33
    qtbot.waitUntil(lambda: window.status.counts.startswith("33 of 890 incidents shown"), timeout=LONG)

    keys(window, "Alt+Left")
    assert window.page_name == "targets"
    keys(window, "Ctrl+Z")
    rest(qtbot, window)
    assert window.services.incidents.open_list(View()).of == 0, "the whole import is one step"
    keys(window, "Ctrl+Shift+Z")
    rest(qtbot, window)
    assert window.services.incidents.open_list(View()).of == 890


def test_a_file_that_is_no_list_ends_in_one_sentence_and_stores_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    picture = tmp_path / "holiday.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    drop(window, picture)
    rest(qtbot, window)
    assert "holiday.xlsx" in sentences(window)
    assert window.services.incidents.open_list(View()).of == 0

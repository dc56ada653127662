"""Labels, headers, messages, definitions, empty places, panes and fields."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.widgets.buttons import Button, Link
from desktop_app.ui.widgets.definitions import DefinitionLine
from desktop_app.ui.widgets.empty import DropZone, EmptyState
from desktop_app.ui.widgets.fields import Combo, DateTimeField, Form, LineEdit, SearchField, TextArea
from desktop_app.ui.widgets.headers import PageHeader, SectionHeader
from desktop_app.ui.widgets.labels import ElidedLabel, Label
from desktop_app.ui.widgets.layouts import Page, boxed, clear, column
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.panes import DetailPane, KeyValue
from desktop_app.ui.widgets.progress import ProgressLine, ProgressStrip
from desktop_app.ui.widgets.tips import plain
from tests.ui.clipping import clipped

NASTY = "<b>bold</b> & <img src=x>"
Left = Qt.MouseButton.LeftButton


def _shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def _press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    button = next(b for b in widget.findChildren(Button) + widget.findChildren(Link) if b.accessibleName() == name)
    qtbot.mouseClick(button, Left)


def test_every_label_shows_tags_as_they_are(qtbot: QtBot) -> None:
    bar, pane = MessageBar(), DetailPane()
    bar.say(NASTY)
    pane.set_title(NASTY, NASTY)
    pane.add(Label(NASTY))
    both = boxed(column(bar, pane, EmptyState(NASTY, NASTY), PageHeader(NASTY, NASTY)))
    qtbot.addWidget(both)
    labels = both.findChildren(QLabel)
    assert len(labels) >= 5
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_tool_tips_show_tags_as_they_are() -> None:
    assert plain("Payments Dev\n12 of 36") == "Payments Dev\n12 of 36"
    assert plain("<b>") == "<span>&lt;b&gt;</span>"


def test_an_elided_text_is_whole_in_its_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("Batch late, invoice file missing")
    label.resize(60, 20)
    _shown(qtbot, label)
    assert label.elided
    assert label.toolTip() == label.accessibleName() == label.text()
    label.resize(400, 20)
    assert not label.elided
    assert label.toolTip() == ""


def test_a_message_is_acted_on_and_gone(qtbot: QtBot) -> None:
    bar, undone = MessageBar(), []
    page = boxed(column(bar, None))
    page.resize(700, 200)
    _shown(qtbot, page)
    assert bar.sentence == ""
    bar.say("3 incidents are in the trash.", action="Undo", act=lambda: undone.append(1))
    assert bar.isVisible()
    _press(qtbot, bar, "Undo")
    assert undone == [1]
    assert not bar.isVisible()


def test_a_message_is_closed_by_its_cross_or_escape(qtbot: QtBot) -> None:
    bar = MessageBar()
    page = boxed(column(bar, None))
    page.resize(700, 200)
    _shown(qtbot, page)
    for close in (lambda: _press(qtbot, bar, "Close this message"), lambda: qtbot.keyClick(bar, Qt.Key.Key_Escape)):
        bar.say("The workspace is read-only.", Severity.WARNING)
        with qtbot.waitSignal(bar.closed):
            close()
        assert bar.sentence == ""


def test_a_long_message_wraps_instead_of_being_cut(qtbot: QtBot) -> None:
    bar = MessageBar()
    page = boxed(column(bar, None))
    page.resize(500, 400)
    _shown(qtbot, page)
    bar.say("Row 4,812 of the file has no date in the column “Opened”. " * 4, action="Show the row")
    qtbot.waitUntil(lambda: bar.height() > 60)
    assert clipped(page) == []


def test_the_definition_unfolds_and_folds(qtbot: QtBot) -> None:
    line = DefinitionLine()
    _shown(qtbot, line)
    line.define("Repair ends at the last resolve.", ("From opened to the last resolve.", "19 left out."))
    _press(qtbot, line, "What is this number?")
    assert line.unfolded
    _press(qtbot, line, "Hide the definition")
    assert not line.unfolded


def _drag(kind: type, zone: DropZone, data: QMimeData) -> bool:
    at = QPoint(20, 20) if kind is QDragEnterEvent else QPointF(20, 20)
    event = kind(at, Qt.DropAction.CopyAction, data, Left, Qt.KeyboardModifier.NoModifier)
    event.setAccepted(False)
    QApplication.sendEvent(zone, event)
    return bool(event.isAccepted())


def test_files_are_dropped_and_other_things_are_not(qtbot: QtBot, tmp_path: Path) -> None:
    zone = DropZone("Drop a ticket list here", "Excel or csv", Button("Choose a file…"))
    _shown(qtbot, zone)
    words, files = QMimeData(), QMimeData()
    words.setText("hello")
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.csv")), QUrl("https://example.org/b.csv")])
    assert not _drag(QDragEnterEvent, zone, words)
    assert _drag(QDragEnterEvent, zone, files)
    with qtbot.waitSignal(zone.dropped) as dropped:
        _drag(QDropEvent, zone, files)
    assert dropped.args == [[tmp_path / "a.csv"]]


def test_a_pane_closes_by_escape_and_is_filled_again(qtbot: QtBot) -> None:
    pane = DetailPane((Button(icon="copy", tip="Copy", height=28),))
    pane.resize(344, 500)
    _shown(qtbot, pane)
    pane.set_title("INC0012431", "Batch 0340 late, invoice file missing")
    facts = KeyValue()
    facts.add("Team", "Portal Dev")
    facts.add("System error", Link("Batch late, file missing"))
    pane.add(facts)
    pane.add_section("History")
    pane.add_action(Button("Resolve", icon="check"))
    QApplication.processEvents()
    assert clipped(pane) == []
    with qtbot.waitSignal(pane.closed):
        qtbot.keyClick(pane, Qt.Key.Key_Escape)
    pane.clear()
    assert not facts.isVisible()


def test_clearing_a_layout_deletes_what_was_in_it(qtbot: QtBot) -> None:
    inner, label = column(), Label("gone")
    inner.addWidget(label)
    outer = column(inner)
    holder = boxed(outer)
    qtbot.addWidget(holder)
    with qtbot.waitSignal(label.destroyed):
        clear(outer)
    assert outer.count() == 0


def test_the_background_job_is_shown_and_stopped(qtbot: QtBot, qapp: QApplication) -> None:
    strip, operations = ProgressStrip(), Operations()
    page = boxed(column(strip, None))
    page.resize(500, 80)
    _shown(qtbot, page)
    strip.follow(operations)
    operations.started.emit("Import")
    assert not strip.isVisible(), "short work shows nothing"
    qtbot.waitUntil(strip.isVisible)
    operations.progress.emit("Import", "row 40 of 100", 0.4)
    assert strip.findChild(ProgressLine).value() == 400
    with qtbot.waitSignal(strip.cancelled):
        _press(qtbot, strip, "Stop this work")
    operations.finished.emit("Import")
    assert not strip.isVisible()
    operations.close()


def test_a_form_names_its_fields(qtbot: QtBot) -> None:
    form, holder = Form(), QWidget()
    holder.setLayout(form)
    fields = (LineEdit(), Combo([("High", 2), ("Low", 4)]), DateTimeField(), TextArea(), Combo(editable=True))
    for name, field in zip(("&Title", "&Class", "&Opened", "&Note", "T&eam"), fields, strict=True):
        form.add(name, field)
    _shown(qtbot, holder)
    assert [field.accessibleName() for field in fields] == ["Title", "Class", "Opened", "Note", "Team"]
    assert all(field.height() >= 32 for field in fields)
    assert clipped(holder) == []


def test_a_combo_chooses_by_value(qtbot: QtBot) -> None:
    combo = Combo([("High", 2), ("Low", 4)])
    qtbot.addWidget(combo)
    combo.choose(4)
    assert combo.currentText() == "Low"
    combo.choose(9)
    assert combo.currentData() == 4


def test_an_editable_combo_takes_a_new_name(qtbot: QtBot) -> None:
    combo = Combo([("Payments Dev", 1)], editable=True)
    _shown(qtbot, combo)
    combo.setFocus()
    combo.clearEditText()
    qtbot.keyClicks(combo, "Cloud Ops")
    assert combo.currentText() == "Cloud Ops"
    assert combo.count() == 1


def test_escape_empties_a_search(qtbot: QtBot) -> None:
    search = SearchField("Filter these 24", hint="Ctrl+F")
    _shown(qtbot, search)
    qtbot.keyClicks(search, "batch")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_the_month_of_a_date_is_a_word(qtbot: QtBot) -> None:
    field = DateTimeField()
    qtbot.addWidget(field)
    field.setDateTime(QDateTime.fromString("2026-03-04T09:12:00", Qt.DateFormat.ISODate))
    assert not field.text().replace(" ", "").replace(":", "").isdigit()
    assert "2026 09:12" in field.text()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_an_input_shows_its_focus_and_its_outline(qtbot: QtBot, mode: Mode) -> None:
    theme().set_mode(mode)
    field, other = LineEdit("Title"), LineEdit("Team")
    page = boxed(column(field, other))
    _shown(qtbot, page)
    field.setFocus()
    middle = field.height() // 2
    assert field.grab().toImage().pixelColor(0, middle) == theme().tokens.accent
    assert other.grab().toImage().pixelColor(0, middle) == theme().tokens.ctl


@pytest.mark.parametrize("points", [10, 14])
def test_headers_fit_at_any_text_size(qtbot: QtBot, points: float) -> None:
    theme().set_points(points)
    page = Page()
    page.add(PageHeader("Targets", "72 % of 861 incidents", (Button("Export", icon="download"),)))
    page.add(SectionHeader("Refused rows", "6 of 14 shown", (Link("Save all 14 as xlsx"),)))
    page.stretch()
    page.resize(1000, 300)
    _shown(qtbot, page)
    assert clipped(page) == []


def test_the_last_button_ends_at_the_page_s_edge(qtbot: QtBot) -> None:
    page, button = Page(), Button("Export")
    header = PageHeader("Targets", "", (button,))
    page.add(header)
    page.resize(800, 200)
    _shown(qtbot, page)
    right = button.mapTo(page, QPoint(button.width(), 0)).x() - 4
    assert right == page.width() - 32

"""What a user's hands do: drop a file, click a button by its words, press keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.pictures import settled
from desktop_app.ui.widgets.messages import MessageBar
from desktop_app.ui.window.window import MainWindow
from tests.ui.quiet import until_quiet

LONG = 30_000  # milliseconds until a test gives up


def drop(window: QWidget, *paths: Path) -> None:
    """Drag files over the middle of a window and let them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle = window.rect().center()
    buttons, keys, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    target = window.childAt(middle) or window
    while target is not window and not target.acceptDrops():
        target = target.parentWidget()
    enter = QDragEnterEvent(middle, copy, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted(), "the window does not take the file"
    QApplication.sendEvent(target, QDropEvent(QPointF(middle), copy, data, buttons, keys))


def button(window: QWidget, words: str) -> QAbstractButton:
    """The visible button that says these words (without its mnemonic)."""
    found = [
        b
        for b in window.findChildren(QAbstractButton)
        if b.isVisible() and words in (b.text().replace("&", "") or b.accessibleName())
    ]
    assert found, f"no button says “{words}”; there are {[b.text() for b in window.findChildren(QAbstractButton)]}"
    return found[0]


def press(qtbot: QtBot, window: QWidget, words: str) -> None:
    """Wait until a button can be pressed, and click it."""
    qtbot.waitUntil(lambda: button(window, words).isEnabled(), timeout=LONG)
    found = button(window, words)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=QPoint(found.width() // 2, found.height() // 2))


def keys(window: QWidget, sequence: str) -> None:
    """Press a shortcut where the focus is."""
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(sequence))


def rest(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is on its way any more and everything has its place."""
    until_quiet(qtbot, window.operations)
    settled(window)


def table(window: QWidget) -> QTableView:
    """The widest table on the screen."""
    found = [t for t in window.findChildren(QTableView) if t.isVisible()]
    assert found, "there is no table on the screen"
    return max(found, key=lambda t: t.width() * t.height())


def sentences(window: QWidget) -> str:
    """What the message bars on the screen say."""
    return " ".join(bar.sentence for bar in window.findChildren(MessageBar) if bar.isVisible())

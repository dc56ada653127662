"""A user without a mouse: every key goes where the focus is, is counted, and what it began is waited for."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import rest


class Keyboard:
    """``presses`` counts keys, with their modifiers as one; ``seconds`` is the time the program took over them."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self._window = qtbot, window
        self._began = time.monotonic()
        self.presses = 0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    @property
    def focus(self) -> QWidget:
        """Where the next key goes: to a list or menu that has opened, before anything else."""
        popup = QApplication.activePopupWidget()
        if popup is None and not self._window.isActiveWindow():  # a popup has gone; without a desktop nobody says so
            self._window.activateWindow()
            self._qtbot.waitUntil(self._window.isActiveWindow)
        return popup or self._window.focusWidget() or self._window

    def press(self, *sequences: str, times: int = 1) -> Keyboard:
        """Press keys such as ``Ctrl+K`` one after the other, and wait each time until nothing is on its way."""
        for sequence in sequences * times:
            self.presses += 1
            combination = QKeySequence(sequence)[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
            rest(self._qtbot, self._window)
        return self

    def hold(self, sequence: str, times: int) -> Keyboard:
        """Hold a key down: it repeats, and counts once."""
        self.presses += 1
        combination = QKeySequence(sequence)[0]
        for _n in range(times):
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
        rest(self._qtbot, self._window)
        return self

    def type(self, words: str) -> Keyboard:
        self.presses += len(words)
        QTest.keyClicks(self.focus, words)
        QTest.qWait(250)  # fields that search wait a moment for the next letter
        rest(self._qtbot, self._window)
        return self

    def find(self, words: str) -> Keyboard:
        """Choose what the palette finds first."""
        return self.press("Ctrl+K").type(words).press("Return")

    def tab_to(self, name: str) -> Keyboard:
        """Press Tab until the control of that accessible name has the focus."""
        for _n in range(60):
            if name in self.focus.accessibleName() and self.focus.isVisible():
                return self
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
            self.presses += 1
        raise AssertionError(f"Tab never reaches “{name}”")

"""Every test of the window has the house's theme, in light unless it asks otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme import Mode, Theme, theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(autouse=True)
def house(qapp: QApplication) -> Theme:
    if not isinstance(qapp.property("theme"), Theme):
        Theme(qapp, RESOURCES, mode=Mode.LIGHT)
    theme().set_mode(Mode.LIGHT)
    if theme().scale != 1:
        theme().set_points(10)
    return theme()

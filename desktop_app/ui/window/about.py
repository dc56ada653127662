"""What this program is, which versions it runs on, and whose work it stands on."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from desktop_app import __version__
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column, row

LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "alembic", "polars", "numpy", "fastexcel", "openpyxl", "pyqtgraph")


def versions() -> str:
    """The versions a report of a fault needs, and nothing about the user."""
    lines = [
        f"Second Way {__version__}",
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        platform.platform(),
    ]
    for name in LIBRARIES:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} (bundled)")
    return "\n".join(lines)


class AboutDialog(QDialog):
    def __init__(self, resources: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Second Way"))
        self.resize(560, 480)
        text = QPlainTextEdit(versions() + "\n\n" + licences(resources))
        text.setReadOnly(True)
        text.setAccessibleName(_("Versions and licences"))
        copy = Button(_("Copy details"), icon="copy")
        close = Button(_("Close"), look=Look.PRIMARY)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(versions()))
        close.clicked.connect(self.accept)
        self.setLayout(
            column(
                Label(_("Second Way"), TextStyle.TITLE),
                Label(_("One repair-time target for the people who develop and the people who operate."), tone="text2"),
                12,
                (text, 1),
                12,
                row(None, copy, close),
                margins=(24, 20, 24, 16),
            )
        )
        close.setFocus(Qt.FocusReason.OtherFocusReason)


def licences(resources: Path) -> str:
    """Our own licence in a line, then those of what is bundled."""
    lines = [
        _("Second Way is free software under the MIT licence."),
        _("It uses Qt for Python under the GNU LGPL version 3, which is dynamically linked and may be replaced."),
    ]
    for path in sorted(resources.rglob("*LICENSE*")):
        lines += ["", f"— {path.parent.name} —", path.read_text(encoding="utf-8").strip()]
    return "\n".join(lines)

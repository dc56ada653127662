"""The imports of this workspace, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.stamps import stamp
from desktop_app.services.import_runs import ImportRun
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.cells import PADDING, STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.lines_model import LinesModel
from desktop_app.ui.widgets.tables import DataTable
from desktop_app.ui.widgets.tips import plain

SHOWN = 50
FILE, WHEN, NEW, CHANGED, SAME, REFUSED, UNDO = range(7)


def moment(run: ImportRun) -> str:
    """``8 Oct 2026 09:11``: a month's name cannot be read two ways."""
    return stamp(run.at)


class RunsModel(LinesModel):
    lines: tuple[ImportRun, ...]

    def __init__(self, parent: QWidget) -> None:
        heads = (_("File"), _("When"), _("New"), _("Changed"), _("Same"), _("Refused"), "")
        super().__init__(heads, range(NEW, REFUSED + 1), parent)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        run, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(run, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == FILE:
            return plain(run.file_name)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and column == FILE:
            return _("Enter shows what this import did.")
        if role == STYLE_ROLE:
            return CellStyle(
                medium=column == FILE and not run.undone,
                link=column == FILE,
                quiet=run.undone or column == WHEN,
                right=NEW <= column <= REFUSED,
            )
        return None

    def _words(self, run: ImportRun, column: int) -> str:
        if column == FILE:
            return brief(run.file_name)
        if column == WHEN:
            return moment(run)
        if column == UNDO:
            return ""
        counts = {NEW: run.counts.new, CHANGED: run.counts.changed, SAME: run.counts.same, REFUSED: run.counts.refused}
        return number(counts[column])


class _RunsTable(DataTable):
    """As high as its rows; each row's link stands in its last column. A click on the file opens what its import did."""

    def __init__(self) -> None:
        super().__init__(accessible_name=_("Imports of this workspace"))
        self.clicked.connect(self._on_clicked)
        self.runs = RunsModel(self)
        self.setModel(self.runs)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Each column as wide as its widest words, the file's name takes the rest."""
        look, header = theme(), self.horizontalHeader()
        for place in range(WHEN, UNDO + 1):
            head = look.width(str(self.runs.headerData(place, Qt.Orientation.Horizontal)), TextStyle.CAPTION_MEDIUM)
            cells = (look.width(self.runs._words(run, place), TextStyle.BODY) for run in self.runs.lines)
            links = (w.sizeHint().width() for w in self.links()) if place == UNDO else ()
            wide = max((head, *cells, *links), default=0)
            header.resizeSection(place, int(wide) + 2 * PADDING + look.px(16 if place < UNDO else 0))
        self.updateGeometry()

    def links(self) -> list[Link]:
        held = (self.indexWidget(self.runs.index(place, UNDO)) for place in range(self.runs.rowCount()))
        return [link for widget in held if widget is not None for link in widget.findChildren(Link)]

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == FILE:
            self.opened.emit(index)

    def sizeHint(self) -> QSize:
        rows = self.runs.rowCount() * self.verticalHeader().defaultSectionSize()
        return QSize(theme().px(600), self.horizontalHeader().height() + rows + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height())


class ImportHistory(QWidget):
    """``undo_wanted`` and ``opened`` tell the step of an import: to take it back, to see what it did.

    Hidden while there was none.
    """

    undo_wanted = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = SectionHeader(_("Imports of this workspace"))
        self.table = _RunsTable()
        self.setLayout(column(inset(self._header), 4, self.table))
        self.table.opened.connect(self._on_opened)
        self.hide()

    def show_runs(self, runs: Sequence[ImportRun]) -> None:
        shown = tuple(runs[:SHOWN])
        self.table.runs.show(shown)
        for place, run in enumerate(shown):
            self.table.setIndexWidget(self.table.runs.index(place, UNDO), self._link(run))
        left = len(runs) - len(shown)
        more = ngettext("the newest {n}; {left} older", "the newest {n}; {left} older", left)
        self._header.set_note(more.format(n=number(SHOWN), left=number(left)) if left else "")
        self.table.fit()
        self.setVisible(bool(shown))

    def links(self) -> list[Link]:
        return self.table.links()

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.table.runs.lines[index.row()].step)

    def _link(self, run: ImportRun) -> QWidget:
        link = Link(_("Undone") if run.undone else _("Undo import"), style=TextStyle.CAPTION_MEDIUM)
        link.setAccessibleName(_("Undo import of {file}").format(file=run.file_name))
        link.setStatusTip(_("Take back what this import stored; what was edited since is kept"))
        link.setEnabled(not run.undone)
        link.clicked.connect(partial(self.undo_wanted.emit, run.step))
        held = row(None, link)
        held.setContentsMargins(PADDING, 0, PADDING, 0)
        return boxed(held)

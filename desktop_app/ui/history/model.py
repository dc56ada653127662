"""The steps as a table asks for them: read in pages off the GUI thread, the newest step in the first row."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.stamps import stamp
from desktop_app.services.history import HistoryService, StepRow
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellStyle, Index
from desktop_app.ui.widgets.tips import plain

PAGE, KEPT_PAGES = 100, 40
AT_ONCE = 6  # pages that one query reads at most
STEP, WHAT, WHO, WHEN, STATE = range(5)
Loaded = tuple[int, dict[int, tuple[StepRow, ...]]]
_NONE = QModelIndex()


def read(history: HistoryService, own: bool, numbers: tuple[int, ...]) -> Loaded:
    """How many steps there are, and some pages of them; on a worker thread."""
    total = history.total(own=own)
    return total, {n: history.steps(n * PAGE, PAGE, own=own) for n in numbers if n * PAGE < max(total, 1)}


class StepModel(QAbstractTableModel):
    """A row that has not been read yet shows a dot until it is. ``arrived`` after rows came."""

    arrived = Signal()

    def __init__(self, history: HistoryService, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._history, self._operations = history, operations
        self._heads = (_("What was done"), _("Changed"), _("Who"), _("When"), "")
        self._pages: OrderedDict[int, tuple[StepRow, ...]] = OrderedDict()
        self._wanted: dict[int, None] = {}  # in the order of asking
        self._asked: tuple[int, ...] = ()
        self.own, self.total = False, 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # once per paint, however many cells asked
        self._soon.timeout.connect(self._ask)

    def show(self, loaded: Loaded, own: bool) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.own = own
        self.total, pages = loaded
        self._pages = OrderedDict(pages)
        self._wanted.clear()
        self._asked = ()
        self.endResetModel()

    def row_at(self, row: int) -> StepRow | None:
        """The step of a row when it has been read; otherwise it is asked for."""
        if not 0 <= row < self.total:
            return None
        page = self._pages.get(row // PAGE)
        if page is None:
            self._wanted[row // PAGE] = None
            if not self._soon.isActive():
                self._soon.start()
            return None
        return page[row % PAGE] if row % PAGE < len(page) else None

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.row_at(index.row()), index.column()
        if row is None:
            return "·" if role == Qt.ItemDataRole.DisplayRole and column == STEP else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (STEP, WHAT):
            return plain(words(row, column))
        if role == STYLE_ROLE:
            return CellStyle(medium=column == STEP and not row.undone, quiet=row.undone or column > STEP)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def _ask(self) -> None:
        """Read what was asked for last: a new question takes along what is on its way, the same one waits for it."""
        wanted = dict.fromkeys((*self._asked, *self._wanted))
        numbers = tuple(n for n in wanted if n not in self._pages)[-AT_ONCE:]
        self._wanted.clear()
        if set(numbers) <= set(self._asked):
            return
        self._asked = numbers
        self._operations.query(
            ("history", "rows"),
            partial(read, self._history, self.own, numbers),
            partial(self._take, self.own),
            self._give_up,
        )

    def _take(self, own: bool, loaded: Loaded) -> None:
        self._asked = ()
        total, pages = loaded
        if own != self.own or total != self.total:
            return  # the page asks for everything again
        for number, rows in pages.items():
            self._pages[number] = rows
            if rows:
                first = number * PAGE
                self.dataChanged.emit(self.index(first, 0), self.index(first + len(rows) - 1, STATE))
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        self.arrived.emit()

    def _give_up(self, error: SecondWayError) -> None:
        """Leave the dots; the next paint asks again, and the window says what went wrong."""
        self._asked = ()
        self._operations.failed.emit(str(error))


def words(row: StepRow, column: int) -> str:
    """What stands in a cell."""
    if column == STEP:
        return row.name.replace("\n", " ")
    if column == WHAT:
        return row.what
    if column == WHO:
        return row.author or _("the program")
    if column == WHEN:
        return moment(row.at)
    return _("undone") if row.undone else ""


def moment(at: datetime) -> str:
    """``8 Oct 2026 09:11``: a month's name cannot be read two ways."""
    return stamp(at)

"""The rows of an incident list as Qt asks for them: read in pages off the GUI thread, the newest pages kept."""

from __future__ import annotations

import html
from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.services.incident_lists import COLUMNS, IncidentList, IncidentRow
from desktop_app.ui.incidents import cells
from desktop_app.ui.incidents.cell_editors import FIELDS, ROW_ROLE
from desktop_app.ui.incidents.columns import all_columns
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellStyle, Index

PAGE = 200
KEPT_PAGES = 50
AT_ONCE = 6  # pages that one query reads at most

Pages = dict[int, tuple[IncidentRow, ...]]
_NONE = QModelIndex()
_WAITING = CellStyle(quiet=True)
_TOLD = ("title", "system_error", "team", "system", "opened", "fix", "source")  # in full by a tool tip


def read_pages(found: IncidentList, numbers: Iterable[int]) -> Pages:
    """Read pages of a list; on a worker thread."""
    return {n: found.page(n * PAGE, PAGE) for n in numbers}


def pages_of(rows: Iterable[int], total: int) -> list[int]:
    """The numbers of the pages that hold these rows, as far as the list has them."""
    return sorted({row // PAGE for row in rows if 0 <= row < total})


class IncidentTableModel(QAbstractTableModel):
    """Shows one IncidentList. A row that has not been read yet shows a dot until it is.

    ``titled`` once, when the first incident with a title comes by: dumps may have none at all.
    """

    titled = Signal()

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._titles = [column.title for column in all_columns()]
        self._list: IncidentList | None = None
        self._narrow = False
        self.has_titles = False
        self._pages: OrderedDict[int, tuple[IncidentRow, ...]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: tuple[int, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # once per paint, however many cells asked
        self._soon.timeout.connect(self._ask)

    @property
    def found(self) -> IncidentList | None:
        return self._list

    @property
    def pages_kept(self) -> int:
        return len(self._pages)

    def show(self, found: IncidentList, pages: Pages) -> None:
        """Replace everything; ``pages`` are the ones on the screen, so that nothing flashes."""
        self.beginResetModel()
        self._list = found
        self._pages = OrderedDict(pages)
        self._wanted.clear()
        self._asked = ()
        self.endResetModel()
        self._look_for_titles(pages)

    def row_at(self, row: int) -> IncidentRow | None:
        """The incident of a row when it has been read; otherwise it is asked for."""
        if self._list is None or not 0 <= row < self._list.total:
            return None
        page = self._pages.get(row // PAGE)
        if page is None:
            self._want(row // PAGE)
            return None
        self._pages.move_to_end(row // PAGE)
        return page[row % PAGE] if row % PAGE < len(page) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() or self._list is None else self._list.total

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, key = self.row_at(index.row()), COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cells.words(row, key, year=self._year) if row else "·"
        if role == STYLE_ROLE:
            return cells.marked(row, key, self._list.filter) if row and self._list else _WAITING
        if role == ROW_ROLE or row is None:
            return row
        if role == Qt.ItemDataRole.ToolTipRole and key in _TOLD:
            return f"<p>{html.escape(cells.words(row, key))}</p>"  # Qt would take a title with tags for rich text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cells.words(row, key)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and key == "ticket":
            return cells.sentence(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A cell of a column that can be changed in place is editable once its row has been read."""
        flags = super().flags(index)
        editable = COLUMNS[index.column()] in FIELDS and self.row_at(index.row()) is not None
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] in cells.RIGHT:
            return Qt.AlignmentFlag.AlignRight
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def put(self, row: int, shown: IncidentRow) -> None:
        """Show a row otherwise until the next list, such as with a value that is being stored."""
        page = self._pages.get(row // PAGE)
        if page is None or row % PAGE >= len(page) or page[row % PAGE].id != shown.id:
            return
        place = row % PAGE
        self._pages[row // PAGE] = (*page[:place], shown, *page[place + 1 :])
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def put_back(self, shown: IncidentRow) -> None:
        """Show a row as it was before ``put``, wherever it stands among the rows that were read."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.id == shown.id:
                    self.put(number * PAGE + place, shown)
                    return

    def set_narrow(self, narrow: bool) -> None:
        """Whether the column of openings has no room for a year and a time of day; whoever says so paints anew."""
        self._narrow = narrow

    @property
    def _year(self) -> int | None:
        """The year that goes without saying; None where all of a stamp has room."""
        return self._list.as_of.year if self._narrow and self._list is not None else None

    def _want(self, page: int) -> None:
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        if not self._soon.isActive():
            self._soon.start()

    def _ask(self) -> None:
        """Read what was asked for last and its neighbours; a scroll that has passed on drops the older question."""
        found = self._list
        if found is None or not self._wanted:
            return
        newest = list(self._wanted)[-3:]
        near = [page + step for page in newest for step in (1, -1)]
        last = (found.total - 1) // PAGE
        wanted = dict.fromkeys([*newest, *near, *(p for p in self._asked if abs(p - newest[-1]) <= 2)])
        pages = tuple(p for p in wanted if 0 <= p <= last and p not in self._pages)[:AT_ONCE]
        self._wanted.clear()
        if not pages or set(pages) <= set(self._asked):
            return
        self._asked = pages
        self._operations.query(
            ("incidents", "rows"),
            partial(read_pages, found, pages),
            partial(self._take, found),
            self._give_up,
        )

    def _take(self, found: IncidentList, pages: Pages) -> None:
        if found is not self._list:
            return
        self._asked = ()
        for number, rows in pages.items():
            self._pages[number] = rows
            self._look_for_titles({number: rows})
            first, last = number * PAGE, number * PAGE + len(rows) - 1
            if rows:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def _look_for_titles(self, pages: Pages) -> None:
        if not self.has_titles and any(row.title for rows in pages.values() for row in rows):
            self.has_titles = True
            self.titled.emit()

    def _give_up(self, error: SecondWayError) -> None:
        """Leave the dots; the next paint asks again, and the window says what went wrong."""
        self._asked = ()
        self._operations.failed.emit(str(error))

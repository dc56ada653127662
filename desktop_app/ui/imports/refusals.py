"""The rows that cannot be stored, each with the place in the file, the reason, and a way out where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QWidget

from desktop_app.domain.imports import FixKind, ImportReview, Refusal
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.cells import PADDING, STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.tables import DataTable
from desktop_app.ui.widgets.tips import plain

FIRST = 6  # rows shown until all are wanted
MOST = 100  # shown at all; a workbook holds the rest
ROW_HEIGHT = 30
NARROW = 1000  # below this every pixel is for the reason
ROW, TICKET, COLUMN, VALUE, REASON, FIX, ALL = range(7)
WIDTHS = {ROW: 64, TICKET: 116, COLUMN: 132, VALUE: 200, FIX: 0, ALL: 0}
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is refused, or one that was until its fix was accepted.

    The first of its kind carries all rows ``alike``, refused or accepted as it is; the others carry none.
    """

    refusal: Refusal
    accepted: bool = False
    alike: tuple[int, ...] = ()

    @property
    def kind(self) -> FixKind | None:
        return self.refusal.fix.kind if self.refusal.fix else None

    def words(self, column: int) -> str:
        each = self.refusal
        if column == REASON and self.accepted and each.fix:
            return _("accepted: {fix}").format(fix=each.fix.text)
        if column == FIX:
            return _("Take back") if self.accepted else each.fix.text if each.fix else ""
        if column == ALL:
            return self._all()
        return (number(each.row), each.ticket, each.column, each.value, each.reason)[column]

    def _all(self) -> str:
        if len(self.alike) < 2:
            return ""
        n = len(self.alike)
        if self.accepted:
            return ngettext("Take back all {n}", "Take back all {n}", n).format(n=number(n))
        return ngettext("Accept all {n}", "Accept all {n}", n).format(n=number(n))


class RefusalsModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        heads = (_("Row"), _("Ticket"), _("Column"), _("Value"), _("Reason"), _("Proposed fix"), "")
        self._heads = heads
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Rows that are there already are renewed in place: focus and scroll position stay."""
        if [line.refusal.row for line in lines] == [line.refusal.row for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, ALL))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def head(self, column: int) -> str:
        return self._heads[column]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return brief(line.words(column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(line.words(column))
        if role == Qt.ItemDataRole.AccessibleTextRole and column == ALL and line.alike:
            return f"{line.words(ALL)}: {line.words(FIX)}"
        if role == STYLE_ROLE:
            return CellStyle(
                right=column == ROW,
                link=column >= FIX,
                quiet=line.accepted and column < FIX,
                icon="check" if line.accepted and column == REASON else "",
            )
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and column >= FIX and line.words(column):
            return _("Press Enter to do this.")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == ROW:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class _Table(DataTable):
    """``accepted`` tells rows and the kind of fix, ``taken_back`` rows. A click or Enter on a link does it."""

    accepted = Signal(list, object)
    taken_back = Signal(list)

    def __init__(self) -> None:
        super().__init__(row_height=ROW_HEIGHT, accessible_name=_("Refused rows"))
        self.refusals = RefusalsModel(self)
        self.setModel(self.refusals)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(theme().px(56))
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.disconnect(self.on_double_click)
        self.clicked.connect(self._act)
        self.opened.connect(self._act)

    def show_lines(self, lines: tuple[Line, ...], *, fixable: bool) -> None:
        self.refusals.show(lines)
        for place in (FIX, ALL):
            self.setColumnHidden(place, not fixable or not any(line.words(place) for line in lines))
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The design's widths where there is room, else as narrow as the words are; the reason takes the rest."""
        look = theme()
        narrow = self.width() < look.px(NARROW)
        for place, width in WIDTHS.items():
            cells = (look.width(brief(line.words(place)), TextStyle.BODY) for line in self.refusals.lines)
            words = int(max(cells, default=0.0)) + 2 * PADDING + 2
            head = int(look.width(self.refusals.head(place), TextStyle.CAPTION_MEDIUM)) + 2 * PADDING + 2
            least = max(words, head, look.px(40))
            fixed = place >= FIX
            self.setColumnWidth(place, least if fixed else min(least, look.px(width)) if narrow else look.px(width))

    def sizeHint(self) -> QSize:
        rows = self.refusals.rowCount() * self.verticalHeader().defaultSectionSize()
        return QSize(theme().px(600), self.horizontalHeader().height() + rows + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        acts = index.column() >= FIX and bool(index.data())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _act(self, index: QModelIndex) -> None:
        line = self.refusals.lines[index.row()]
        if index.column() < FIX or not index.data() or line.kind is None:
            return
        rows = list(line.alike) if index.column() == ALL else [line.refusal.row]
        if line.accepted:
            self.taken_back.emit(rows)
        else:
            self.accepted.emit(rows, line.kind)


class RefusedRows(QWidget):
    """The first six or hundred, and how many there are; hidden when none was refused.

    ``save_wanted`` when all of them are wanted as a workbook.

    Once the file is stored they are not ``fixable`` any more: what was refused comes back with a file of its own.
    """

    save_wanted = Signal()
    accepted = Signal(list, object)
    taken_back = Signal(list)

    def __init__(self, *, fixable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixable = fixable
        self.save = Link("", style=TextStyle.CAPTION_MEDIUM, tip=_("Mend them in the workbook and import it"))
        self.save.clicked.connect(self.save_wanted)
        self.whole = Link("", style=TextStyle.CAPTION_MEDIUM, tip=_("Show more of the rows"))
        self.whole.clicked.connect(self._show_whole)
        tools = boxed(row(self.whole, self.save, spacing=20))
        self._header, self._note = SectionHeader(_("Refused rows"), tools=(tools,)), ""
        self._seen: dict[int, Refusal] = {}  # accepted with their fix
        self._refusals: Sequence[Refusal] = ()
        self._lines: tuple[Line, ...] = ()
        self._first, self._count = FIRST, 0
        self.table = _Table()
        self.table.accepted.connect(self._accept)
        self.table.taken_back.connect(self.taken_back)
        self.setLayout(column(inset(self._header), 4, self.table))
        self.hide()

    @property
    def note(self) -> str:
        """How many of how many are shown."""
        return self._note

    def forget(self) -> None:
        """Another file: what was refused in the one before is not its own."""
        self._seen, self._first = {}, FIRST

    def show_review(self, review: ImportReview, fixes: Mapping[int, FixKind]) -> None:
        """Refused rows, and those whose fix was accepted, in the order of the file."""
        still = {each.row for each in review.refusals} if self._seen else set()
        self._seen = {row: each for row, each in self._seen.items() if row in fixes and row not in still}
        self._refusals, self._count = review.refusals, review.counts.refused
        self._lines = lines(review.refusals, sorted(self._seen.values(), key=lambda each: each.row))
        count = self._count
        self.save.setText(ngettext("Save the row as xlsx", "Save all {n} as xlsx", count).format(n=number(count)))
        self.save.setVisible(count > 0)
        self._show()
        self.setVisible(bool(self._lines))

    def _accept(self, rows: list[int], kind: FixKind) -> None:
        taken = set(rows)
        self._seen |= {each.row: each for each in self._refusals if each.row in taken}
        self.accepted.emit(rows, kind)

    def _show(self) -> None:
        shown, every = self._lines[: self._first], self._count + len(self._seen)
        self.table.show_lines(shown, fixable=self._fixable)
        self._note = told(sum(1 for line in shown if not line.accepted), self._count, len(self._seen))
        self._header.set_note(self._note)
        all_of_them = _("Show all {n}") if every <= MOST else _("Show {n}")
        self.whole.setText(all_of_them.format(n=number(len(self._lines))))
        self.whole.setVisible(len(shown) < len(self._lines))

    def _show_whole(self) -> None:
        self._first = MOST
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def lines(refused: Sequence[Refusal], mended: Sequence[Refusal]) -> tuple[Line, ...]:
    """The first of both, which stand in the order of the file; the first of each kind leads all of its kind."""
    found = []
    for accepted, refusals in ((False, refused), (True, mended)):
        alike: dict[FixKind, list[int]] = {}
        for each in refusals:
            if each.fix:
                alike.setdefault(each.fix.kind, []).append(each.row)
        for each in refusals[:MOST]:
            rows = alike[each.fix.kind] if each.fix else [0]
            found.append(Line(each, accepted, tuple(rows) if rows[0] == each.row else ()))
    return tuple(sorted(found, key=lambda line: line.refusal.row)[:MOST])


def told(shown: int, count: int, mended: int) -> str:
    """``6 of 14 shown, 8 mended``"""
    note = _("{n} of {all} shown").format(n=number(shown), all=number(count))
    if not mended:
        return note
    more = ngettext("{n} row accepted with its fix", "{n} rows accepted with their fixes", mended)
    return f"{note}, {more.format(n=number(mended))}"

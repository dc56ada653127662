"""The pane that makes one of several incidents and its duplicates: which of them stays?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.stamps import stamp
from desktop_app.services.incident_lists import IncidentRow
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents.bulk_pane import ManyPane
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import Index
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.painting import RIGHT, focus_ring, rounded, text
from desktop_app.ui.widgets.tips import plain

ROW = 50  # px
MOST_SEEN = 8  # rows without scrolling
_ROW_ROLE = Qt.ItemDataRole.UserRole


class _Candidates(QListWidget):
    """Incidents to choose one from, as the arrow keys do too."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The incident that stays"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_CandidatePainter(self))

    def show_rows(self, rows: Sequence[IncidentRow]) -> None:
        self.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.ticket}, {row.title}", self)
            item.setData(_ROW_ROLE, row)
            item.setToolTip(plain(row.title or row.system_error))
        self.setFixedHeight(min(len(rows), MOST_SEEN) * theme().px(ROW))

    def chosen(self) -> IncidentRow | None:
        item = self.currentItem()
        held = item.data(_ROW_ROLE) if item is not None else None
        return held if isinstance(held, IncidentRow) else None


class _CandidatePainter(QStyledItemDelegate):
    """A dot for the one that stays, its number and when it was opened, its title below."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme().px(120), theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box, tokens = theme(), QRectF(option.rect), theme().tokens
        incident: IncidentRow = index.data(_ROW_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if chosen:
            rounded(painter, box, 6, tokens.tint)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, 6, tokens.hover)
        self._paint_dot(painter, QPointF(box.left() + look.px(16), box.top() + look.px(16)), chosen=chosen)
        left, wide = box.left() + look.px(32), box.width() - look.px(40)
        first = QRectF(left, box.top() + look.px(4), wide, look.px(22))
        opened = stamp(incident.opened_at)
        taken = look.width(opened, TextStyle.CAPTION) + look.px(8)
        text(painter, first, opened, TextStyle.CAPTION, tokens.text2, RIGHT)
        text(painter, first.adjusted(0, 0, -taken, 0), incident.ticket, TextStyle.BODY_MEDIUM, tokens.text)
        below = QRectF(left, box.top() + look.px(25), wide, look.px(20))
        words = incident.title or incident.system_error or _("No title")
        text(painter, below, words, TextStyle.CAPTION, tokens.text2)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), 6)
        painter.restore()

    def _paint_dot(self, painter: QPainter, centre: QPointF, *, chosen: bool) -> None:
        look, tokens = theme(), theme().tokens
        radius = look.px(7)
        painter.setPen(tokens.accent if chosen else tokens.ctl)
        painter.setBrush(tokens.accent if chosen else tokens.raised)
        painter.drawEllipse(centre, radius, radius)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.onaccent)
            painter.drawEllipse(centre, radius * 0.4, radius * 0.4)


class MergePane(ManyPane):
    """``chosen`` when another incident shall stay."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.candidates = _Candidates()
        self._rows: tuple[IncidentRow, ...] = ()
        self._happens = Label("", TextStyle.BODY, "text", wrap=True)
        self.add(Label(_("Which one stays?"), TextStyle.BODY_STRONG))
        for item in (6, self.candidates, 14, self._happens, 12):
            self.add(item)
        self.candidates.currentItemChanged.connect(self._tell_what_happens)

    @property
    def into(self) -> IncidentRow | None:
        """The incident that stays."""
        return self.candidates.chosen()

    @property
    def sentence(self) -> str:
        """What merging will do."""
        return self._happens.text()

    def show_rows(self, rows: Sequence[IncidentRow]) -> None:
        """Offer incidents, the oldest first and chosen."""
        self._rows = tuple(sorted(rows, key=lambda row: (row.opened_at, row.id)))
        count = len(self._rows)
        headline = ngettext("Merge {n} incident", "Merge {n} incidents", count).format(n=number(count))
        self.set_title(_("Ctrl+Enter stores"), headline)
        self.candidates.show_rows(self._rows)
        self.candidates.setCurrentRow(0)

    def _tell_what_happens(self) -> None:
        into, others = self.into, len(self._rows) - 1
        if into is None:
            return
        self.problem.hide()
        words = ngettext(
            "{ticket} stays as it is. The other one becomes its duplicate: it ends now, and measures leave it out. "
            "It keeps its title, its history and its comments.",
            "{ticket} stays as it is. The {n} others become its duplicates: they end now, and measures leave them "
            "out. They keep their titles, their history and their comments.",
            others,
        )
        self._happens.setText(words.format(ticket=into.ticket, n=number(others)))
        self.name_store(
            _("Merge into {ticket}").format(ticket=into.ticket).replace("&", "&&"),
            _("Merge them in one step (Ctrl+Enter); undo takes it back"),
        )

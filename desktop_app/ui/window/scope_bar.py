"""The one bar of global filters: period, system, route and release-related, as chips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import ReleaseRelated
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Route
from desktop_app.domain.stamps import span
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.chips import Chip
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.window.period_dialog import PeriodDialog
from desktop_app.ui.window.spans import ALL, DAYS, SPANS, span_period, span_words

MOST_SYSTEMS = 30  # in the menu; the Incidents page searches through all


class ScopeBar(QWidget):
    """``changed`` carries the filter and the period that every page with numbers works in."""

    changed = Signal(object, object)  # IncidentFilter, Period

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter, self._period = IncidentFilter(), Period()
        self._span = ALL  # or one of SPANS, whose days follow the newest stamp, or DAYS that were chosen
        self._newest: date | None = None
        self._offered: tuple[tuple[str, ...], date | None] | None = None
        self._period_chip = Chip(_("Period"), "", menu=QMenu())
        self._period_chip.setStatusTip(_("Targets: the deadline lies in the period. Incidents: opened in it."))
        self._system_chip = Chip(_("System"), "", menu=QMenu())
        self._route_chip = Chip(_("Route"), "", menu=QMenu())
        self._release_chip = Chip(_("Release-related"), "", menu=QMenu())
        self._reset = Link(_("Reset"), style=TextStyle.CAPTION_MEDIUM)
        self._reset.clicked.connect(self.clear)
        self._period_chip.cleared.connect(lambda: self.set_period(Period()))
        for chip, field in (
            (self._system_chip, "system"),
            (self._route_chip, "route"),
            (self._release_chip, "release_related"),
        ):
            chip.cleared.connect(lambda name=field: self._choose(name, None))
        chips = (self._period_chip, self._system_chip, self._route_chip, self._release_chip)
        self.setLayout(row(*chips, self._reset, None, spacing=8, margins=(32, 8, 32, 8)))
        self.setFixedHeight(theme().px(45))
        self._fill_fixed_menus()
        self._show()

    @property
    def filter(self) -> IncidentFilter:
        return self._filter

    @property
    def period(self) -> Period:
        return self._period

    @property
    def span(self) -> str:
        """What may be remembered of the period: ALL, DAYS or one of SPANS."""
        return self._span

    def begin(self, span: str) -> None:
        """For another workspace: no filters, and the period that was remembered of it."""
        self._filter, self._period, self._newest, self._offered = IncidentFilter(), Period(), None, None
        self._span = span if span in SPANS else ALL
        self._show()

    def offer(self, systems: Sequence[str], newest: date | None) -> None:
        """What can be chosen: the systems there are, and periods that end at the newest stamp."""
        if (tuple(systems), newest) == self._offered:
            return
        self._offered = (tuple(systems), newest)
        menu = self._system_chip.menu()
        menu.clear()
        self._add_choices(menu, [(name, name) for name in systems[:MOST_SYSTEMS]], "system")
        self._system_chip.setVisible(bool(systems))
        self.know(newest)

    def know(self, newest: date | None) -> None:
        """Let the periods end on the day of the newest stamp."""
        if newest != self._newest:
            self._newest = newest
            self._fill_periods()
            if self._span in SPANS:
                self.set_span(self._span)

    def set_period(self, period: Period) -> None:
        self._span, self._period = DAYS if period != Period() else ALL, period
        self._tell()

    def set_span(self, span: str) -> None:
        """Choose one of SPANS; its days go on with the newest stamp."""
        before = (self._span, self._period)
        self._span, self._period = span, span_period(span, self._newest) if self._newest else Period()
        if before != (self._span, self._period):
            self._tell()

    def offer_periods(self) -> None:
        """Open the periods to choose from."""
        chip = self._period_chip
        chip.menu().popup(chip.mapToGlobal(QPoint(0, chip.height())))

    def clear(self) -> None:
        self._filter, self._period, self._span = IncidentFilter(), Period(), ALL
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme().tokens.line)
        painter.end()

    def _fill_fixed_menus(self) -> None:
        routes = [(route.key, route.label) for route in Route]
        self._add_choices(self._route_chip.menu(), routes, "route")
        releases = [(kind.key, kind.label) for kind in ReleaseRelated]
        self._add_choices(self._release_chip.menu(), releases, "release_related")
        self._fill_periods()

    def _add_choices(self, menu: QMenu, choices: Sequence[tuple[str, str]], field: str) -> None:
        group = QActionGroup(menu)
        for value, words in [(None, _("All")), *choices]:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setActionGroup(group)
            action.setData(value)
            action.triggered.connect(lambda _checked=False, v=value: self._choose(field, v))

    def _fill_periods(self) -> None:
        menu = self._period_chip.menu()
        menu.clear()
        menu.addAction(_("All dates")).triggered.connect(lambda: self.set_period(Period()))
        for each in SPANS if self._newest is not None else ():
            menu.addAction(span_words(each)).triggered.connect(
                lambda _checked=False, chosen=each: self.set_span(chosen)
            )
        menu.addSeparator()
        menu.addAction(_("Between two days…")).triggered.connect(self._ask_period)

    def _ask_period(self) -> None:
        asked = PeriodDialog(self._period, self)
        if asked.exec():
            self.set_period(asked.period)

    def _choose(self, field: str, value: str | None) -> None:
        self._filter = self._filter.without(field) if value is None else self._filter.where(field, "one_of", value)
        self._tell()

    def _tell(self) -> None:
        self._show()
        self.changed.emit(self._filter, self._period)

    def _show(self) -> None:
        self._period_chip.set_value(span(self._period.from_on, self._period.to_on), active=self._period != Period())
        labels: dict[str, Callable[[str], str]] = {
            "system": str,
            "route": lambda key: Route[key.upper()].label,
            "release_related": lambda key: ReleaseRelated[key.upper()].label,
        }
        chips = {"system": self._system_chip, "route": self._route_chip, "release_related": self._release_chip}
        for field, chip in chips.items():
            condition = self._filter.condition(field)
            words = labels[field](str(condition.values[0])) if condition else _("all")
            chip.set_value(words, active=condition is not None)
            for action in chip.menu().actions():
                action.setChecked(action.data() == (condition.values[0] if condition else None))
        self._reset.setVisible(bool(self._filter.conditions) or self._period != Period())

"""The first tab: what each team has given, and the next sessions below it."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.sessions import Hub
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.hub.coverage_table import CoverageTable
from desktop_app.ui.hub.key import Key
from desktop_app.ui.hub.session_model import Named, next_dates
from desktop_app.ui.hub.session_table import SessionTable
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, ScrollArea, boxed, column, row


class CoverageView(QWidget):
    """``first`` opens a form while there is no session at all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.key = CoverageTable(), Key()
        self.next = SessionTable(_("Next sessions"), whole=True)
        self._head = SectionHeader(_("Next sessions"))
        self._none = Label("", tone="text2", wrap=True)
        self.first = Button(_("New session"), icon="plus", tip=_("Plan the first session"))
        explained = Label(_what_a_session_is(), tone="text2", wrap=True)
        headline = Label(_("No sessions yet"), TextStyle.H2)
        self._empty = boxed(_inset(column(headline, 6, explained, 12, row(self.first, None, spacing=0))))
        below = column(boxed(_inset(column(self._head))), boxed(_inset(column(self._none))), 4, self.next)
        self._dated = boxed(below)
        inner = column(
            8, self.table, 10, _inset(column(self.key)), 20, self._empty, self._dated, None, margins=(0, 0, 0, 12)
        )
        self.setLayout(column((ScrollArea(boxed(inner)), 1)))

    def show_hub(self, hub: Hub, named: Named) -> None:
        self.table.show_coverage(hub.coverage, hub.people, hub.now)
        lines = next_dates(hub.sessions, hub.now)
        self.next.show_lines(lines, named)
        self._empty.setVisible(not hub.sessions)
        self._dated.setVisible(bool(hub.sessions))
        self.key.setVisible(bool(hub.sessions))
        self.next.setVisible(bool(lines))
        self._none.setText("" if lines else _("No session has a date to come."))
        self._none.setVisible(not lines)
        dates = ngettext("{n} date", "{n} dates", len(lines)).format(n=number(len(lines)))
        self._head.set_note(_("{dates}, times of {zone}").format(dates=dates, zone=hub.zone) if lines else "")


def _inset(layout: QLayout) -> QLayout:
    """Flush with the page's edge, where tables beside it hang out."""
    layout.setContentsMargins(HANG, 0, HANG, 0)
    return layout


def _what_a_session_is() -> str:
    return _(
        "In a session one team shows the others a tool, a practice or how it solves an issue, in 2 to 8 hours. "
        "Every team gives at least one."
    )

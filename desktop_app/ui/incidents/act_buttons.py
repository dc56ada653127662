"""The foot of the incident's pane: the acts that fit now as buttons, every other one in a menu."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.incidents import Incident
from desktop_app.domain.language import _
from desktop_app.domain.lives import Act
from desktop_app.ui.incidents.act_words import ASKING, acts, fitting
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.layouts import clear, row
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.panes import WIDTH

ROOM = WIDTH - 22 + RING  # for the buttons, in pixels of the design


class ActButtons(QWidget):
    """``act_wanted`` carries an Act. The keys that the menu shows are those of the table."""

    act_wanted = Signal(object)
    times_wanted = Signal()
    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row(spacing=0)
        self.setLayout(self._row)
        self.buttons: dict[Act, Button] = {}
        self.menu = QMenu()
        self.edit_key = ""
        self._shown: tuple[Act, ...] | None = None
        self._possible: frozenset[Act] = frozenset()

    def show_for(self, incident: Incident, possible: Collection[Act]) -> None:
        """What can be done with this incident; the buttons stay the same where nothing changed."""
        fit = tuple(act for act in fitting(incident) if act in possible)
        if (fit, frozenset(possible)) == (self._shown, self._possible):
            return
        self._shown, self._possible = fit, frozenset(possible)
        focused = self.isAncestorOf(self.window().focusWidget() or self.window())
        clear(self._row)
        more = self._more()
        self.buttons = self._fitting(fit, theme().px(ROOM) - more.sizeHint().width())
        self._fill(self.menu)
        for button in (*self.buttons.values(), more):
            self._row.addWidget(button)
        self._row.addStretch(1)
        if focused:
            next(iter(self.buttons.values()), more).setFocus()

    def _fitting(self, fit: tuple[Act, ...], room: int) -> dict[Act, Button]:
        """As many as have room beside "More", the first one filled."""
        made: dict[Act, Button] = {}
        for act in fit:
            shown = acts()[act]
            key = f" ({shown.key})" if shown.key else ""
            look = Look.NORMAL if made else Look.PRIMARY
            button = Button(act.label, icon=shown.icon, look=look, tip=shown.tip + key)
            room -= button.sizeHint().width()
            if room < 0 and made:
                button.deleteLater()
                break
            button.clicked.connect(partial(self._tell, act))
            made[act] = button
        return made

    def _more(self) -> Button:
        self.menu = QMenu()
        self.menu.setToolTipsVisible(False)
        return Button(_("More"), menu=self.menu, tip=_("Everything else that can be done with this incident"))

    def _fill(self, menu: QMenu) -> None:
        """Acts that are possible and have no button; ask for more words where the name ends in an ellipsis."""
        icons = theme().icons
        for act, shown in acts().items():
            if act in self._possible and act not in self.buttons:
                words = shown.words if act in ASKING else shown.words.rstrip("…")
                action = menu.addAction(f"{words}\t{shown.key}" if shown.key else words)
                icons.dress(action, shown.icon)
                action.setStatusTip(shown.tip)
                action.triggered.connect(partial(self._tell, act))
        menu.addSeparator()
        for words, icon, key, signal in (
            (_("Correct ti&mes…"), "clock", "T", self.times_wanted),
            (_("&Edit incident"), "pencil", self.edit_key, self.edit_wanted),
            (_("&Delete incident"), "trash-2", "", self.delete_wanted),
        ):
            action = menu.addAction(f"{words}\t{key}" if key else words)
            icons.dress(action, icon)
            action.triggered.connect(signal)

    def _tell(self, act: Act, _pressed: bool = False) -> None:
        self.act_wanted.emit(act)

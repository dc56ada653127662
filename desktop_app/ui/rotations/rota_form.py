"""The pane that asks what a rota is: its weeks, how long a block lasts, and how many guests each team takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.rotations import BlockKind, Role, Rota, check_rota, monday
from desktop_app.domain.stamps import day as day_words
from desktop_app.domain.stamps import read_day
from desktop_app.domain.teams import Side
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.rotations.block_pane import WIDTH
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.fields import Combo, Form, LineEdit
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.panes import DetailPane

WEEKS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 13, 16, 20, 24, 26, 39, 52)
ABSENT = -1  # a team that does not take part
MOST = 6  # guests of a team at a time, unless the rota already has more


class RotaForm(DetailPane):
    """``given`` carries the rota as the fields say and whether it shall be planned then. Escape closes it unstored."""

    given = Signal(object, bool)  # Rota

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(width=WIDTH, parent=parent)
        self.rota: Rota | None = None
        self._board: Board | None = None
        self.problem = MessageBar()
        self.name, self.begins, self.contact = LineEdit(), LineEdit(), LineEdit()
        self.weeks, self.slot, self.longest, self.rest, self.duty = (Combo() for _each in range(5))
        self.teams: dict[int, Combo] = {}
        self.plan = Button(_("Plan"), look=Look.PRIMARY, tip=_("Store this and fill every place"))
        self.store = Button(_("Store only"), tip=_("Store this and leave the draft empty"))
        self.change = Button(_("Store"), look=Look.PRIMARY, tip=_("Store this and leave the blocks as they are"))
        self.plan.clicked.connect(lambda: self._give(plan=True))
        for button in (self.store, self.change):
            button.clicked.connect(lambda: self._give(plan=False))
        for button in (self.plan, self.store, self.change):
            self.add_action(button)
        foot = self._foot.layout()
        if isinstance(foot, QBoxLayout):
            foot.insertLayout(2, row((self.problem, 1), margins=(RING, 0, RING, 4)))

    def show_rota(self, board: Board) -> None:
        """Ask about the board's rota."""
        self.rota, self._board = board.rota, board
        rota = board.rota
        self.problem.hide()
        empty = not board.plan.blocks
        self.plan.setVisible(empty)
        self.store.setVisible(empty)
        self.change.setVisible(not empty)
        self.set_title(_("What the rota asks for"), rota.name)
        self.clear()
        self._make_fields(rota)
        form = Form()
        for caption, field in (
            (_("&Name"), self.name),
            (_("&From Monday"), self.begins),
            (_("&Weeks"), self.weeks),
            (_("A &block lasts"), self.slot),
            (_("&Longest away"), self.longest),
            (_("At &home between"), self.rest),
        ):
            form.add(caption, field)
        note = Label(
            _("A Dev team takes guests from Ops, an Ops team from Dev."), TextStyle.CAPTION, "text2", wrap=True
        )
        form.addRow(boxed(column(6, Rule(), 12, Label(_("Guests at a time"), TextStyle.BODY_STRONG), 4, note)))
        self._add_teams(form, board)
        form.addRow(boxed(column(6, Rule(), 6)))
        form.add(_("&Duty"), self.duty)
        form.add(_("&Ask for swaps"), self.contact)
        self.add(boxed(form))
        self.add(12)
        self.name.setFocus()

    def say(self, sentence: str) -> None:
        """Why it cannot be stored; nothing typed is touched."""
        self.problem.say(sentence, Severity.WARNING)

    def rota_now(self) -> Rota:
        """The rota as the fields say. Raises Refused for what cannot be planned."""
        if self.rota is None or self._board is None:
            raise Refused(_("There is no rota to change."))
        begins = read_day(self.begins.text())
        if begins is None:
            raise Refused(_("A rota begins on a Monday."))
        taking = {team: int(combo.currentData()) for team, combo in self.teams.items()}
        return check_rota(
            replace(
                self.rota,
                name=self.name.text(),
                from_on=monday(begins),
                weeks=int(self.weeks.currentData()),
                slot_weeks=int(self.slot.currentData()),
                longest_weeks=max(int(self.longest.currentData()), int(self.slot.currentData())),
                rest_weeks=int(self.rest.currentData()),
                team_ids=tuple(team for team, guests in taking.items() if guests != ABSENT),
                roles=tuple(_roles(self._board, taking, int(self.duty.currentData()))),
                contact=self.contact.text(),
            )
        )

    def forget(self) -> None:
        self.rota = None

    # -- parts

    def _make_fields(self, rota: Rota) -> None:
        """New fields each time: those before went with the pane's old body."""
        self.name, self.begins, self.contact = LineEdit(), LineEdit(), LineEdit()
        self.name.setText(rota.name)
        self.name.setCursorPosition(0)
        self.begins.setText(day_words(rota.from_on))
        self.begins.editingFinished.connect(self._to_monday)
        self.contact.setText(rota.contact)
        self.weeks = _choice(WEEKS, rota.weeks)
        self.slot = _choice(range(1, 5), rota.slot_weeks)
        self.longest = _choice((*range(1, 9), 10, 12), rota.longest_weeks)
        self.rest = _choice((*range(9), 10, 12), rota.rest_weeks)
        pairs = max((role.places for role in rota.roles if role.kind is BlockKind.DUTY), default=0)
        choices = [(_("none"), 0)]
        for n in range(1, max(3, pairs) + 1):
            choices.append((ngettext("{n} pair a week", "{n} pairs a week", n).format(n=number(n)), n))
        self.duty = Combo(choices)
        self.duty.choose(pairs)

    def _add_teams(self, form: Form, board: Board) -> None:
        rota = board.rota
        self.teams = {}
        able = [team for team in board.teams.values() if team.side in (Side.OPS, Side.DEV)]
        for team in sorted(able, key=lambda t: (t.side, t.name.casefold(), t.id)):
            guests = next((role.places for role in rota.roles if role.host_id == team.id), 0)
            combo = _guests(guests)
            combo.choose(guests if team.id in rota.team_ids else ABSENT)
            self.teams[team.id] = combo
            form.add(team.name.replace("&", "&&"), combo)

    def _to_monday(self) -> None:
        try:
            begins = read_day(self.begins.text())
        except Refused as error:
            self.begins.set_refused(True)
            self.say(error.sentence)
            return
        self.begins.set_refused(False)
        if begins is not None:
            self.begins.setText(day_words(monday(begins)))

    def _give(self, *, plan: bool) -> None:
        try:
            rota = self.rota_now()
        except Refused as error:
            self.say(error.sentence)
            return
        self.problem.hide()
        self.given.emit(rota, plan)


def _choice(weeks: Iterable[int], chosen: int) -> Combo:
    """Numbers of weeks, the chosen one among them."""
    numbers = sorted({*weeks, chosen})
    combo = Combo([(ngettext("{n} week", "{n} weeks", n).format(n=number(n)), n) for n in numbers])
    combo.choose(chosen)
    return combo


def _guests(most: int) -> Combo:
    choices = [(_("does not take part"), ABSENT), (_("no guest"), 0)]
    for n in range(1, max(MOST, most) + 1):
        choices.append((ngettext("{n} guest", "{n} guests", n).format(n=number(n)), n))
    return Combo(choices)


def _roles(board: Board, taking: dict[int, int], pairs: int) -> Iterable[Role]:
    """``taking`` holds guests by host team. A role that was there keeps its id."""
    known = {(role.kind, role.side, role.host_id): role.id for role in board.rota.roles}
    guests_of = {Side.OPS: Side.DEV, Side.DEV: Side.OPS}
    asked = [
        (BlockKind.GUEST, guests_of[board.teams[team].side], team, guests)
        for team, guests in taking.items()
        if guests > 0
    ]
    duties = [(BlockKind.DUTY, side, None, pairs) for side in (Side.DEV, Side.OPS) if pairs]
    for kind, side, host, places in (*asked, *duties):
        yield Role(known.get((kind, side, host), 0), kind, side, host, places)

"""Teams and systems of the file beside those that are stored: known, new, or similar to one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.imports import FoundSystem, FoundTeam, ImportAnswers, ImportReview
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.choice_lines import Line
from desktop_app.ui.imports.choice_table import ChoiceTable
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.widgets.buttons import Button, Link
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, column, row
from desktop_app.ui.widgets.painting import RING

SIDES = (Side.DEV, Side.OPS, Side.OTHER, Side.UNKNOWN)
SHORT, BRIEFEST = 32, 24  # characters of a name inside a sentence, and inside a link


class NamesBody(QWidget):
    """``name_chosen`` tells a name of the file and ours for it; its own name stands for one of its own."""

    name_chosen = Signal(str, str)

    def __init__(self, table: ChoiceTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.take_all = Link("", style=TextStyle.CAPTION_MEDIUM)
        self.take_all.hide()
        self._alike: tuple[tuple[str, str], ...] = ()
        self.foot = column(spacing=0)
        self.setLayout(column((table, 1), 4, inset(row(self.take_all, None)), self.foot))
        self.setFocusProxy(table)
        table.taken.connect(self._on_taken)
        self.take_all.clicked.connect(self._take_all)

    def offer_alike(self, found: Sequence[FoundTeam] | Sequence[FoundSystem], own: Mapping[str, str]) -> None:
        """One link for all names that are similar to a stored one."""
        self._alike = tuple((each.name, each.like) for each in found if alike(each, own))
        count = len(self._alike)
        if count == 1:
            name = brief(self._alike[0][0], BRIEFEST)
            self.take_all.setText(_("Use the stored name for “{name}”").format(name=name))
        else:
            words = ngettext("Use the stored name for {n}", "Use the stored names for all {n}", count)
            self.take_all.setText(words.format(n=number(count)))
        self.take_all.setVisible(count > 0)

    def _on_taken(self, _key: str, said: tuple[str, str]) -> None:
        self.name_chosen.emit(*said)

    def _take_all(self) -> None:
        for name, ours in self._alike:
            self.name_chosen.emit(name, ours)


class TeamsBody(NamesBody):
    """The sides can be set for all selected teams at once."""

    side_chosen = Signal(list, object)  # names, Side

    def __init__(self, parent: QWidget | None = None) -> None:
        table = ChoiceTable(
            (_("Team"), _("Incidents"), _("Side")),
            [(side.label, side) for side in SIDES],
            note_width=84,
            choice_width=112,
            accessible_name=_("Teams of the file"),
        )
        super().__init__(table, parent)
        self._selected = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.buttons = {side: self._side_button(side) for side in SIDES}
        line = row(*self.buttons.values(), None, spacing=0)
        line.setContentsMargins(HANG - RING, 0, 0, 0)
        for item in (inset(self._selected), line):
            self.foot.addLayout(item)
        self._count_selected(0)
        table.chosen.connect(self.side_chosen)
        table.selected.connect(self._count_selected)

    def show_review(self, review: ImportReview, answers: ImportAnswers) -> None:
        told = {team.name: standing(team, answers.teams) for team in review.teams}
        fresh = set(told.values()) == {_("new")}  # in a new workspace all are: that need not be said of each
        lines = (self._line(team, answers.teams, "" if fresh else told[team.name]) for team in review.teams)
        self.table.show_lines(tuple(lines))
        self.offer_alike(review.teams, answers.teams)

    def _line(self, team: FoundTeam, own: Mapping[str, str], under: str) -> Line:
        return Line(
            team.name,
            number(team.incidents),
            team.side,
            team.side.label,
            settled=team.side is not Side.UNKNOWN,
            under=under,
            warns=alike(team, own),
            more=ways(team, own, _("A team of its own")),
        )

    def _side_button(self, side: Side) -> Button:
        made = Button(side.label, tip=_("Set all selected teams to {side}").format(side=side.label))
        made.clicked.connect(partial(self._set_selected, side))
        return made

    def _set_selected(self, side: Side) -> None:
        self.side_chosen.emit(self.table.selected_keys(), side)

    def _count_selected(self, count: int) -> None:
        for button in self.buttons.values():
            button.setEnabled(count > 0)
        told = ngettext("Set the selected team to", "Set all {n} selected teams to", count).format(n=number(count))
        self._selected.setText(told if count else _("Select teams (Ctrl+A for all) to set them together."))


class SystemsBody(NamesBody):
    """A system has no side: only whether it is a stored one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        table = ChoiceTable(
            (_("System"), _("Incidents"), _("Is")),
            (),
            note_width=84,
            choice_width=148,
            accessible_name=_("Systems of the file"),
        )
        super().__init__(table, parent)

    def show_review(self, review: ImportReview, answers: ImportAnswers) -> None:
        self.table.show_lines(tuple(self._line(system, answers.systems) for system in review.systems))
        self.offer_alike(review.systems, answers.systems)

    def _line(self, system: FoundSystem, own: Mapping[str, str]) -> Line:
        more = ways(system, own, _("A system of its own"))
        ours = own.get(system.name, system.name)
        label = _("Stored") if system.known or ours != system.name else _("New")
        return Line(
            system.name,
            number(system.incidents),
            (system.name, ours),
            label,
            settled=system.known or ours != system.name,
            fixed=not more,
            under=standing(system, own) if more else "",
            warns=alike(system, own),
            more=more,
        )


def alike(found: FoundTeam | FoundSystem, own: Mapping[str, str]) -> bool:
    """Whether nobody has said yet if the name is the stored one that it is similar to."""
    return bool(found.like) and not found.known and found.name not in own


def standing(found: FoundTeam | FoundSystem, own: Mapping[str, str]) -> str:
    """``new; similar to Service Desk``: how a name of the file stands to what is stored."""
    ours = own.get(found.name, found.name)
    if ours != found.name:
        return _("taken as {name}").format(name=brief(ours, SHORT))
    others = [name for name, taken in own.items() if taken == found.name and name != found.name]
    if others:
        return _("also for {names}").format(names=", ".join(brief(name, SHORT) for name in others))
    if found.known:
        return _("stored here already")
    if alike(found, own):
        return _("new; similar to {name}").format(name=brief(found.like, SHORT))
    return _("new")


def ways(found: FoundTeam | FoundSystem, own: Mapping[str, str], alone: str) -> tuple[tuple[str, object], ...]:
    """What can be said of a name: that it is the stored one, or that it, or one taken for it, stands alone.

    The values are a name of the file and ours for it.
    """
    offered: list[tuple[str, object]] = []
    ours = own.get(found.name, found.name)
    stored = ours if ours != found.name else "" if found.known else found.like
    if stored:
        offered.append((_("The stored “{name}”").format(name=brief(stored, SHORT)), (found.name, stored)))
        offered.append((alone, (found.name, found.name)))
    for name, taken in own.items():
        if taken == found.name and name != found.name:
            offered.append((_("“{name}” stands alone").format(name=brief(name, SHORT)), (name, name)))
    return tuple(offered)

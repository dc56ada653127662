"""Menus of the page: versions and rotas, what can be printed and taken out, and what can be done with a block."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import conflicts
from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block, BlockKind, Plan
from desktop_app.domain.stamps import stamp
from desktop_app.services.rotations import RotaLine
from desktop_app.ui.rotations.carrying import Carrying
from desktop_app.ui.rotations.moving import hosts_for, people_in_order, proposed, with_host
from desktop_app.ui.rotations.words import when, where
from desktop_app.ui.theme import theme

Act = Callable[[], object]
MOST_VERSIONS = 8


def add(menu: QMenu, words: str, act: Act, icon: str = "", keys: str = "") -> QAction:
    """An entry; ``keys`` are only named, the timeline knows them."""
    action = menu.addAction(words.replace("&", "&&") if "&" in words else words)
    if icon:
        theme().icons.dress(action, icon)
    if keys:
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(f"{action.text()}\t{shown}")
    action.triggered.connect(lambda _on=False: act())
    return action


def fill_versions(
    menu: QMenu,
    board: Board | None,
    rotas: tuple[RotaLine, ...],
    versions: tuple[Plan, ...],
    show: Callable[[int, int], None],
) -> None:
    """Versions of this rota, then the other rotas; ``show`` gets a rota and a plan, 0 for its newest."""
    for plan in versions[:MOST_VERSIONS]:
        words = plan.label if plan.published_at is None else f"{plan.label}, {stamp(plan.published_at)}"
        entry = add(menu, words, partial(show, plan.rota_id, plan.id))
        entry.setCheckable(True)
        entry.setChecked(board is not None and board.plan.id == plan.id)
    others = [line for line in rotas if board is None or line.id != board.rota.id]
    if others:
        menu.addSeparator()
    for line in others[:MOST_VERSIONS]:
        add(menu, line.name, partial(show, line.id, 0))


class Acts(Protocol):
    """What the entries of a block's menu do."""

    def details(self, block: Block) -> None: ...

    def carry(self, block: Block, step: Callable[[Carrying], bool]) -> None: ...

    def change(self, block: Block, fields: dict[str, object]) -> None: ...

    def swap(self, block: Block, other: Block) -> None: ...

    def pin(self, block: Block) -> None: ...

    def remove(self, block: Block) -> None: ...


def block_menu(parent: QWidget, board: Board, block: Block, acts: Acts) -> QMenu:
    """Everything that mouse and keys can do with a block."""
    menu = QMenu(parent)
    add(menu, _("Details"), partial(acts.details, block), "info", "Return")
    menu.addSeparator()
    days, length = menu.addMenu(_("Move")), menu.addMenu(_("Lengthen or shorten"))
    for words, keys, step in _carries():
        into = days if keys in ("Ctrl+Left", "Ctrl+Right", "Ctrl+PgUp", "Ctrl+PgDown") else length
        add(into, words, partial(acts.carry, block, step), keys=keys)
    _fill_people(menu, board, block, acts)
    person = board.person.get(block.person_id)
    if person is not None and block.kind is BlockKind.GUEST:
        hosts = menu.addMenu(_("Guest of"))
        for host in hosts_for(board, person):
            fields: dict[str, object] = {"host_id": host, "mentor_id": None}
            entry = add(hosts, board.teams[host].name, partial(acts.change, block, fields))
            entry.setCheckable(True)
            entry.setChecked(host == block.host_id)
    menu.addSeparator()
    add(menu, _("Unpin") if block.pinned else _("Pin"), partial(acts.pin, block), "pin", "Space")
    add(menu, _("Remove"), partial(acts.remove, block), "trash-2", "Delete")
    return menu


def _carries() -> tuple[tuple[str, str, Callable[[Carrying], bool]], ...]:
    return (
        (_("A day earlier"), "Ctrl+Left", lambda held: held.days(-1)),
        (_("A day later"), "Ctrl+Right", lambda held: held.days(1)),
        (_("A week earlier"), "Ctrl+PgUp", lambda held: held.days(-7)),
        (_("A week later"), "Ctrl+PgDown", lambda held: held.days(7)),
        (_("End a day later"), "Shift+Right", lambda held: held.end(1)),
        (_("End a day earlier"), "Shift+Left", lambda held: held.end(-1)),
        (_("Begin a day earlier"), "Ctrl+Shift+Left", lambda held: held.start(-1)),
        (_("Begin a day later"), "Ctrl+Shift+Right", lambda held: held.start(1)),
    )


def _fill_people(menu: QMenu, board: Board, block: Block, acts: Acts) -> None:
    """Other people of the same side, and their blocks of the same kind."""
    side = board.side(block.person_id)
    give, swap = menu.addMenu(_("Give to")), menu.addMenu(_("Swap with"))
    for person in people_in_order(board):
        if board.side(person.id) is side and person.id != block.person_id:
            add(give, person.name, partial(acts.change, block, {"person_id": person.id}))
    others = [
        other for other in board.plan.blocks
        if other.person_id != block.person_id and board.side(other.person_id) is side and other.kind is block.kind
    ]  # fmt: skip
    for other in sorted(others, key=lambda each: (each.from_on, each.person_id)):
        add(swap, _words(board, other), partial(acts.swap, block, other))
    give.setEnabled(not give.isEmpty())
    swap.setEnabled(not swap.isEmpty())


def person_menu(parent: QWidget, board: Board, person: Person, place: Callable[[Block], None]) -> QMenu:
    """New blocks for the person of a row."""
    menu = QMenu(parent)
    begin = board.now.date() if board.now and board.rota.from_on <= board.now.date() else board.rota.from_on
    made = proposed(board, person, begin)
    add(menu, _("New block: {block}").format(block=_words(board, made)), partial(place, made), "plus", "N")
    hosts = [host for host in hosts_for(board, person) if host != made.host_id]
    for host in hosts:
        other = with_host(board, made, host)
        add(menu, _("New block: {block}").format(block=_words(board, other)), partial(place, other), "plus")
    if any(role.kind is BlockKind.DUTY for role in board.rota.roles):
        slot = next((s for s in board.rota.slots if s.from_on <= made.from_on <= s.to_on), board.rota.slots[0])
        duty = Block(0, person.id, BlockKind.DUTY, None, slot.from_on, slot.to_on)
        add(menu, _("New block: {block}").format(block=_words(board, duty)), partial(place, duty), "plus")
    return menu


def _words(board: Board, block: Block) -> str:
    return f"{where(board, block)}, {when(block)}"


def swap_menu(parent: QWidget, board: Board, new: Block, meets: Block, swap: Act, keep: Act) -> QMenu:
    """A block was dropped on another person's block."""
    menu = QMenu(parent)
    one = board.person.get(new.person_id)
    add(menu, _("Swap with {block}").format(block=_words(board, meets)), swap, "arrow-left-right")
    broken = len(conflicts(board, new))
    words = _("Give {name} both blocks") if broken else _("Give it to {name}")
    add(menu, words.format(name=one.name if one else ""), keep)
    menu.addSeparator()
    add(menu, _("Leave it where it was"), lambda: None)
    return menu

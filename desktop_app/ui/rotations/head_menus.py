"""The menus of the page's head: versions and rotas under the plan's name, paper and files under Print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.domain.language import _
from desktop_app.ui.rotations.asking import Answer
from desktop_app.ui.rotations.menus import add, fill_versions
from desktop_app.ui.rotations.surface import HeadButtons


@dataclass(frozen=True)
class HeadActs:
    """What the entries do. ``show`` gets a rota and a plan, 0 for its newest; ``export`` "xlsx" or "ics"."""

    show: Callable[[int, int], None]
    new: Callable[[], None]
    change: Callable[[], None]
    remove: Callable[[], None]
    print: Callable[[], None]
    export: Callable[[str], None]


def show_head(head: HeadButtons, answer: Answer, acts: HeadActs) -> None:
    """Fit the head to what is shown."""
    reading = answer.reading
    for button in head.all:
        button.setVisible(reading is not None)
    if reading is None:
        return
    board = reading.board
    head.versions.setText(_("Plan {version}").format(version=board.plan.label))
    empty = not board.plan.blocks
    head.improve.setText(_("Plan") if empty else _("Improve"))
    tip = (
        _("Fill every place at once, who waited longest first") if empty else _("Let the solver look for a fairer plan")
    )
    head.improve.setToolTip(tip)
    head.improve.setStatusTip(tip)
    head.publish.setEnabled(answer.newest and not board.plan.published and not empty)
    for button in head.all:
        button.updateGeometry()
    _fill_versions_menu(head, answer, acts)
    _fill_print_menu(head, acts)


def _fill_versions_menu(head: HeadButtons, answer: Answer, acts: HeadActs) -> None:
    menu = head.versions_menu
    menu.clear()
    board = answer.reading.board if answer.reading else None
    fill_versions(menu, board, answer.rotas, answer.versions, acts.show)
    menu.addSeparator()
    add(menu, _("New rota…"), acts.new, "plus")
    add(menu, _("Change rota…"), acts.change, "pencil")
    add(menu, _("Remove rota"), acts.remove, "trash-2")


def _fill_print_menu(head: HeadButtons, acts: HeadActs) -> None:
    menu = head.print_menu
    if menu.isEmpty():
        add(menu, _("Print…"), acts.print, "printer")
        menu.addSeparator()
        add(menu, _("As a workbook (xlsx)…"), lambda: acts.export("xlsx"), "file-spreadsheet")
        add(menu, _("As calendars (ics)…"), lambda: acts.export("ics"), "calendar-range")

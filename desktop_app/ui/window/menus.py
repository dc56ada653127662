"""What stands in which menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from desktop_app.domain.language import _
from desktop_app.ui.theme import Mode
from desktop_app.ui.window.actions import Actions
from desktop_app.ui.window.letters import give_letters
from desktop_app.ui.window.pages import LISTED, words
from desktop_app.ui.window.whole_desk import WholeDesk

if TYPE_CHECKING:
    from desktop_app.ui.window.window import MainWindow

Key = QKeySequence.StandardKey


def fill_menus(window: MainWindow, actions: Actions, mode: Mode) -> None:
    """Every action of the window, by menu."""
    _fill_file(window, actions)
    _fill_edit(window, actions)
    _fill_view(window, actions, mode)
    _fill_rest(window, actions)
    for menu in (actions.file, actions.edit, actions.view, actions.incident, actions.plan, actions.help):
        give_letters(menu)


def _fill_file(window: MainWindow, actions: Actions) -> None:
    menu, desk, whole = actions.file, window.desk, WholeDesk(window)
    actions.add(menu, "new", _("&New workspace…"), _("Begin an empty workspace in a file of its own"), desk.new,
                "Ctrl+Shift+N")  # fmt: skip
    actions.add(menu, "new_from_export", _("New &from an export…"),
                _("Make a workspace of a folder that was exported as JSON lines"), whole.begin_from)  # fmt: skip
    actions.add(menu, "open", _("&Open workspace…"), _("Open another workspace file"), desk.choose, Key.Open)
    menu.addMenu(actions.recent)
    actions.add(menu, "new_window", _("Ne&w window"), _("Open this workspace in a second window"),
                window.commands.new_window)  # fmt: skip
    menu.addSeparator()
    actions.add(menu, "import", _("&Import a ticket list…"), _("Check a ticket list row by row, then store it"),
                desk.choose_import, "Ctrl+I")  # fmt: skip
    actions.add(menu, "import_people", _("Import a people &list…"), _("Names, teams and days away from a spreadsheet"),
                window.navigator.import_people)  # fmt: skip
    actions.add(menu, "sample", _("Import the &sample"), _("890 incidents of a real ServiceNow event log"),
                window.commands.import_sample)  # fmt: skip
    actions.add(menu, "demo", _("Open &demo"), _("Look around in a made-up company, in a workspace of its own"),
                desk.open_demo)  # fmt: skip
    actions.add(menu, "imports", _("Import &history"), _("Every import, and the way to take one back"),
                partial(window.navigator.show_page, "import"))  # fmt: skip
    _fill_export(window, actions, whole)
    menu.addSeparator()
    actions.add(menu, "print", _("&Print…"), _("See the list, rota or programme as it will be printed"),
                window.planning.print_page, Key.Print)  # fmt: skip
    menu.addSeparator()
    actions.add(menu, "files", _("&Files and backups"), _("Where the workspace and its backups lie, and the way back"),
                partial(window.navigator.show_page, "files"))  # fmt: skip
    actions.add(
        menu,
        "back_up",
        _("&Back up now"),
        _("Write a checked copy beside the workspace"),
        window.commands.back_up,
    )
    actions.add(
        menu,
        "check",
        _("&Check workspace"),
        _("Look for damage in the workspace file"),
        window.commands.check,
    )
    menu.addSeparator()
    actions.add(menu, "quit", _("&Quit"), _("Everything is stored already"), window.close, "Ctrl+Q")
    actions.workspace_menu.addActions([actions["new"], actions["open"]])
    actions.workspace_menu.addMenu(actions.recent)
    actions.workspace_menu.addSeparator()
    actions.workspace_menu.addActions([actions["files"], actions["back_up"], actions["check"]])


def _fill_export(window: MainWindow, actions: Actions, whole: WholeDesk) -> None:
    export, planning = actions.file.addMenu(_("&Export")), window.planning
    actions.add(export, "export_incidents", _("&Incidents as shown…"), _("Write the filtered incidents as xlsx or csv"),
                partial(window.navigator.export, "incidents"), "Ctrl+E")  # fmt: skip
    actions.add(export, "export_targets", _("&Repair times…"), _("Write the table of the Targets page as xlsx or csv"),
                partial(window.navigator.export, "targets"))  # fmt: skip
    export.addSeparator()
    actions.add(export, "monthly_sheet", _("&Monthly sheet and workbook…"),
                _("See a month's page; print, save or issue it"), window.monthly.preview)  # fmt: skip
    actions.add(export, "export_rota", _("R&ota as workbook…"), _("Write the rota as an Excel workbook"),
                partial(planning.export_rota, "xlsx"))  # fmt: skip
    actions.add(export, "export_calendars", _("Rota as &calendars…"), _("Write a calendar file per person and team"),
                partial(planning.export_rota, "ics"))  # fmt: skip
    export.addSeparator()
    actions.add(export, "export_workspace", _("&Whole workspace…"),
                _("Write everything that is stored into a folder of files"), whole.export)  # fmt: skip


def _fill_edit(window: MainWindow, actions: Actions) -> None:
    actions.add(actions.edit, "undo", _("&Undo"), _("Take back the newest step"), window.commands.undo, Key.Undo)
    actions.add(
        actions.edit, "redo", _("&Redo"), _("Do again what was taken back"), window.commands.redo, "Ctrl+Shift+Z Ctrl+Y"
    )
    actions.add(actions.edit, "history", _("&History…"), _("Every step, and the way to take each of them back"),
                partial(window.navigator.show_page, "history"), "Ctrl+H")  # fmt: skip
    actions.edit.addSeparator()
    tip = _("Find a command, an incident, a person, a session or a view")
    actions.add(actions.edit, "palette", _("&Search…"), tip, window.finder.open, "Ctrl+K")


def _fill_view(window: MainWindow, actions: Actions, mode: Mode) -> None:
    menu = actions.view
    for name, _icon, place in LISTED:
        tip = _("Go to the page {name}").format(name=words(name))
        actions.add(menu, f"page_{name}", words(name), tip, partial(window.navigator.show_page, name), f"Ctrl+{place}")
    tip = _("What each side kept its own target for, and all missed")
    actions.add(menu, "cracks", _("Fell between the &teams"), tip, partial(window.navigator.show_page, "cracks"))
    menu.addSeparator()
    back = actions.add(menu, "back", _("&Back"), _("Go back to where you were"), window.navigator.go_back, "Alt+Left")
    back.setEnabled(False)
    menu.addSeparator()
    actions.add_modes(menu, mode, window.commands.choose_mode)


def _fill_rest(window: MainWindow, actions: Actions) -> None:
    actions.add(
        actions.incident,
        "log",
        _("&Log incident"),
        _("Log an incident by hand"),
        window.navigator.log_incident,
        Key.New,
    )
    actions.add(actions.incident, "trash", _("&Trash"), _("See deleted incidents and bring them back"),
                partial(window.navigator.show_page, "trash"))  # fmt: skip
    _fill_plan(window, actions)
    actions.add(actions.help, "logs", _("Open &log folder"), _("Where the program writes what went wrong"),
                window.commands.open_logs)  # fmt: skip
    actions.add(actions.help, "about", _("&About Second Way"), _("Versions and licences"), window.commands.about)


def _fill_plan(window: MainWindow, actions: Actions) -> None:
    menu, go = actions.plan, window.navigator.rotations
    actions.add(menu, "new_rota", _("New &rota…"), _("Plan who goes where in the coming weeks"),
                lambda: go().new_rota())  # fmt: skip
    actions.add(menu, "plan_rota", _("P&lan"), _("Fill every place at once, who waited longest first"),
                lambda: go().plan())  # fmt: skip
    actions.add(menu, "improve_rota", _("&Improve"), _("Let the solver look for a fairer plan"),
                lambda: go().improve())  # fmt: skip
    actions.add(menu, "publish_rota", _("Pu&blish"), _("Give the plan its number; later edits begin a new draft"),
                lambda: go().publish())  # fmt: skip
    menu.addSeparator()
    actions.add(menu, "people", _("&People"), _("Who is at home in which team, and who is away when"),
                partial(window.navigator.show_page, "people"), "Ctrl+Shift+P")  # fmt: skip
    actions.add(menu, "new_session", _("New &session…"), _("Plan a session of the knowledge hub"),
                window.navigator.new_session)  # fmt: skip
    actions.add(menu, "programme", _("Print the pr&ogramme…"), _("The knowledge hub's sessions on paper"),
                window.planning.programme)  # fmt: skip
    menu.addSeparator()
    actions.add(menu, "teams", _("&Teams and targets"), _("Which team is Dev or Ops, and what the targets are"),
                partial(window.navigator.show_page, "teams"), "Ctrl+T")  # fmt: skip
    actions.add(menu, "calendars", _("Support &hours"), _("When the working clock runs: hours, holidays and systems"),
                partial(window.navigator.show_page, "calendars"))  # fmt: skip
    actions.add(menu, "zone", _("Time &zone…"), _("Choose the zone that decides days and shows times"),
                window.commands.choose_zone)  # fmt: skip

"""What the page shows while there is nobody to give a session: no team, or none on a side."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import EmptyState


class NoTeams(EmptyState):
    """``wanted`` names the page to go to."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.sides = Button(_("Set sides"), icon="users", look=Look.PRIMARY)
        self.to_import = Button(_("Import a ticket dump"), icon="upload", look=Look.PRIMARY)
        self.to_people = Button(_("Go to people"), icon="users")
        super().__init__("", "", icon="library", buttons=(self.sides, self.to_import, self.to_people), parent=parent)
        for button, page in ((self.sides, "teams"), (self.to_import, "import"), (self.to_people, "people")):
            button.clicked.connect(partial(self.wanted.emit, page))

    def explain(self, teams: bool) -> None:
        """Say what is missing; ``teams`` when there are some, but none of Dev or Ops."""
        self.sides.setVisible(teams)
        self.to_import.setVisible(not teams)
        if teams:
            self.say(
                _("No team is Dev or Ops yet"),
                _("Sessions are what teams of Dev and Ops give to each other. Say first which team is which."),
            )
        else:
            self.say(
                _("No teams yet"),
                _("Sessions are what teams give to each other. Teams come with a ticket dump or a list of people."),
            )

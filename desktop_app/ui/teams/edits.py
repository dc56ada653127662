"""What the page stores: each call is one step, and one sentence after it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.services.targets import TargetService
from desktop_app.services.teams import TeamLine, TeamService
from desktop_app.ui.operations import Operations
from desktop_app.ui.teams.target_row import Wanted
from desktop_app.ui.teams.target_words import set_words
from desktop_app.ui.widgets.storing import Storing
from desktop_app.ui.widgets.value_field import value_words


class Edits(Storing):
    """Each call is one step; ``sides_refused`` says why no side was set, ``refused`` why no target was."""

    sides_refused = Signal(str)

    def __init__(self, teams: TeamService, targets: TargetService, operations: Operations, parent: QObject) -> None:
        super().__init__(operations, parent)
        self._teams, self._targets = teams, targets

    def set_sides(self, lines: Sequence[TeamLine], side: Side) -> None:
        ids, said = tuple(line.id for line in lines), side_words([line.name for line in lines], side)
        self.store(_("Setting sides"), partial(self._teams.set_sides, ids, side), said, self._refuse_sides)

    def accept_proposals(self) -> None:
        self.store(_("Setting sides"), self._teams.accept_proposals, "", self._refuse_sides)

    def change_target(self, wanted: Wanted) -> None:
        """Store a target, or remove one."""
        if wanted.store is not None:
            call = partial(self._targets.set_target, wanted.target_set.id, wanted.store)
            self.store(_("Storing the target"), call, set_words(wanted.target_set, wanted.store))
        elif wanted.remove is not None:
            call = partial(self._targets.remove_target, wanted.target_set.id, wanted.remove)
            said = _("A target of {classification} was removed from {name}.").format(
                classification=wanted.remove.classification.label, name=wanted.target_set.name
            )
            self.store(_("Removing the target"), call, said)

    def add_set(self, name: str, copied_from: int) -> None:
        said = _("Target set {name} was added.").format(name=name.strip())
        self.store(_("Adding the target set"), partial(self._targets.add_set, name, copied_from), said)

    def rename_set(self, set_id: int, name: str) -> None:
        said = _("The target set is called {name} now.").format(name=name.strip())
        self.store(_("Renaming the target set"), partial(self._targets.rename_set, set_id, name), said)

    def remove_set(self, target_set: TargetSet) -> None:
        said = _("Target set {name} was removed.").format(name=target_set.name)
        self.store(_("Removing the target set"), partial(self._targets.remove_set, target_set.id), said)

    def set_agreed_share(self, target_set: TargetSet, share: float) -> None:
        said = _("{name} agrees on {share} of the incidents in time.").format(
            name=target_set.name, share=f"{value_words(round(100 * share, 2))} %"
        )
        call = partial(self._targets.set_agreed_share, target_set.id, share)
        self.store(_("Storing the agreed share"), call, said)

    def choose_shared(self, target_set: TargetSet) -> None:
        said = _("{name} is the shared goal now.").format(name=target_set.name)
        self.store(_("Choosing the shared goal"), partial(self._targets.choose_shared, target_set.id), said)

    def _refuse_sides(self, error: SecondWayError) -> None:
        self.sides_refused.emit(error.sentence)


def side_words(names: Sequence[str], side: Side) -> str:
    """The sentence after teams were put on a side."""
    if len(names) == 1:
        if side is Side.UNKNOWN:
            return _("{team} has no side now.").format(team=names[0])
        return _("{team} is on the side {side} now.").format(team=names[0], side=side.label)
    words = {"n": number(len(names)), "side": side.label}
    if side is Side.UNKNOWN:
        return ngettext("{n} team has no side now.", "{n} teams have no side now.", len(names)).format(**words)
    return ngettext("{n} team is on the side {side} now.", "{n} teams are on the side {side} now.", len(names)).format(
        **words
    )

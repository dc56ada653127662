"""Target sets: the Ops, Dev and shared targets, and the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import targets as store

LONGEST_NAME = 40
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
_TOPICS = frozenset({Topic.TARGETS})


def find_set(workspace: Workspace, wanted: str | int | None) -> TargetSet:
    """A target set by id, name or kind (``shared``); None is the shared goal. Raises Refused."""
    with workspace.database.read() as connection:
        sets = store.target_sets(connection)
    if wanted is None:
        wanted = TargetSetKind.SHARED.value
    for found in sets:
        if wanted in (found.id, found.kind.value) or str(wanted).casefold() == found.name.casefold():
            return found
    known = ", ".join(s.name for s in sets)
    raise Refused(_("There is no target set “{name}”; there are {known}.").format(name=wanted, known=known))


class TargetService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def target_sets(self) -> tuple[TargetSet, ...]:
        """Every target set, the shared goal first."""
        with self._workspace.database.read() as connection:
            sets = store.target_sets(connection)
        return tuple(sorted(sets, key=lambda s: (s.kind is not TargetSetKind.SHARED, s.id)))

    def find(self, wanted: str | int | None) -> TargetSet:
        """A target set by id, name or kind (``shared``); None is the shared goal. Raises Refused."""
        return find_set(self._workspace, wanted)

    def set_target(self, set_id: int, target: Target) -> Changes:
        """Add a target, or replace the one of the same classification and day. Raises Refused."""
        if not 0 < target.value < 100_000:
            raise Refused(_("A target is a number of hours or days above zero."))
        if target.valid_from is not None and not FIRST_DAY <= target.valid_from <= LAST_DAY:
            raise Refused(_("A target is valid from a day between 1900 and 2999."))
        target_set = self.find(set_id)
        name = _("Set {classification} target of {name} to {target}").format(
            classification=target.classification.label, name=target_set.name, target=target.label
        )
        with self._workspace.step(name) as (_connection, step):
            store.set_target(step, target_set, target)
            return Changes(_TOPICS, step=step.id, name=name)

    def remove_target(self, set_id: int, target: Target) -> Changes:
        """Remove a target. Raises Refused for the last one of its classification in the shared goal."""
        target_set = self.find(set_id)
        same = [t for t in target_set.targets if t.classification is target.classification]
        if target_set.kind is TargetSetKind.SHARED and len(same) == 1:
            raise Refused(_("The shared goal needs a target for each classification."))
        name = _("Remove a target of {name}").format(name=target_set.name)
        with self._workspace.step(name) as (_connection, step):
            store.remove_target(step, target.id)
            return Changes(_TOPICS, step=step.id, name=name)

    def add_set(self, name: str, copied_from: int | None = None, targets: Sequence[Target] = ()) -> Changes:
        """A new set with these targets, else with those of another. Raises Refused for an empty or known name."""
        name = self._free_name(name)
        targets = targets or self.find(copied_from).targets
        step_name = _("Add target set {name}").format(name=name)
        with self._workspace.step(step_name) as (_connection, step):
            store.add_set(step, name, TargetSetKind.OWN, targets)
            return Changes(_TOPICS, step=step.id, name=step_name)

    def rename_set(self, set_id: int, name: str) -> Changes:
        name = self._free_name(name)
        step_name = _("Rename target set to {name}").format(name=name)
        with self._workspace.step(step_name) as (_connection, step):
            store.rename_set(step, set_id, name)
            return Changes(_TOPICS, step=step.id, name=step_name)

    def choose_shared(self, set_id: int) -> Changes:
        """Make a set the shared goal; the one before becomes a set of the user's own.

        Raises Refused when it is the shared goal already, or lacks a target for a classification.
        """
        chosen = self.find(set_id)
        if chosen.kind is TargetSetKind.SHARED:
            raise Refused(_("“{name}” is the shared goal already.").format(name=chosen.name))
        if any(chosen.newest(each) is None for each in Classification):
            raise Refused(_("The shared goal needs a target for each classification."))
        name = _("Choose {name} as the shared goal").format(name=chosen.name)
        with self._workspace.step(name) as (connection, step):
            for each in store.target_sets(connection):
                if each.kind is TargetSetKind.SHARED:
                    store.set_kind(step, each.id, TargetSetKind.OWN)
            store.set_kind(step, set_id, TargetSetKind.SHARED)
            return Changes(_TOPICS, (set_id,), step.id, name)

    def set_agreed_share(self, set_id: int, share: float) -> Changes:
        """The share of incidents in time that is agreed upon, 0.01 to 1. Raises Refused."""
        if not 0.01 <= share <= 1:  # also false for what is no number
            raise Refused(_("The agreed share lies between 1 % and 100 %."))
        target_set = self.find(set_id)
        words = _("Agree on {share} % in time for {name}")
        digits = 0 if round(share, 2) == share else 1
        name = words.format(share=number(100 * share, digits), name=target_set.name)
        with self._workspace.step(name) as (_connection, step):
            store.set_agreed_share(step, set_id, share)
            return Changes(_TOPICS, (set_id,), step.id, name)

    def remove_set(self, set_id: int) -> Changes:
        """Remove a target set. Raises Refused for the shared goal."""
        target_set = self.find(set_id)
        if target_set.kind is TargetSetKind.SHARED:
            raise Refused(_("The shared goal cannot be removed; its targets can be changed."))
        name = _("Remove target set {name}").format(name=target_set.name)
        with self._workspace.step(name) as (_connection, step):
            store.remove_set(step, target_set)
            return Changes(_TOPICS, step=step.id, name=name)

    def _free_name(self, name: str) -> str:
        name = name.strip()
        if not name:
            raise Refused(_("A target set needs a name."))
        if len(name) > LONGEST_NAME:
            raise Refused(_("A name has at most {n} characters.").format(n=LONGEST_NAME))
        if any(name.casefold() == s.name.casefold() for s in self.target_sets()):
            raise Refused(_("There is a target set “{name}” already.").format(name=name))
        return name

"""What begins a new phase of the work: target changes, rotations, permanent fixes, and what was told by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number
from desktop_app.domain.names import tidy
from desktop_app.domain.phases import PhaseEvent, PhaseKind
from desktop_app.domain.rotations import Rota
from desktop_app.domain.targets import TargetSet
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.targets import FIRST_DAY, LAST_DAY, find_set
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import phases as store
from desktop_app.storage import rotations

LONGEST_TITLE = 80
_GOES_ON = 7  # days from the end of a rota to the beginning of the next
_TOPICS = frozenset({Topic.TARGETS})


class PhaseService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def events(self, target_set_id: int | None = None) -> tuple[PhaseEvent, ...]:
        """Everything that begins a phase by day; targets are those of the set, the shared goal's without one.

        Those told by hand have an id. Raises Refused for a target set that is gone.
        """
        return phase_events(self._workspace, find_set(self._workspace, target_set_id))

    def add(self, on: date, kind: PhaseKind, title: str, classification: Classification | None = None) -> Changes:
        """An event told by hand; ``ids`` holds its id. Raises Refused for a title or a day that cannot be."""
        event = _checked(PhaseEvent(on, kind, title, classification))
        name = _("Add the event “{title}”").format(title=event.title)
        with self._workspace.step(name) as (_connection, step):
            return Changes(_TOPICS, (store.add(step, event),), step.id, name)

    def edit(self, event: PhaseEvent) -> Changes:
        """Store what an event told by hand is now. Raises Refused, or Conflict when it was changed meanwhile."""
        self._held(event.id)
        event = _checked(event)
        name = _("Change the event “{title}”").format(title=event.title)
        with self._workspace.step(name) as (_connection, step):
            store.change(step, event)
            return Changes(_TOPICS, (event.id,), step.id, name)

    def remove(self, event_id: int) -> Changes:
        """Take an event told by hand away. Raises Refused when it is gone already."""
        name = _("Remove the event “{title}”").format(title=self._held(event_id).title)
        with self._workspace.step(name) as (_connection, step):
            store.remove(step, event_id)
            return Changes(_TOPICS, (event_id,), step.id, name)

    def _held(self, event_id: int) -> PhaseEvent:
        with self._workspace.database.read() as connection:
            held = store.one(connection, event_id)
        if held is None:
            raise Refused(_("This event is no longer there."))
        return held


def phase_events(workspace: Workspace, target_set: TargetSet) -> tuple[PhaseEvent, ...]:
    """What was told by hand, the days from which targets of the set hold, and those on which published rotas begin."""
    with workspace.database.read() as connection:
        stored = store.events(connection)
        plans = rotations.plans(connection)
        rotas = [rota for rota in rotations.rotas(connection) if any(p.published for p in plans.get(rota.id, ()))]
    found = [*stored, *_of_targets(target_set), *_of_rotas(rotas)]
    return tuple(sorted(found, key=lambda event: (event.on, event.kind, event.classification or 0, event.id)))


def _of_targets(target_set: TargetSet) -> Iterable[PhaseEvent]:
    for target in target_set.targets:
        if target.valid_from is not None:
            title = _("Goal {target}").format(target=target.label)
            yield PhaseEvent(target.valid_from, PhaseKind.TARGET, title, target.classification)


def _of_rotas(rotas: Iterable[Rota]) -> Iterable[PhaseEvent]:
    """Where rotating begins: a rota that follows another within a week goes on with it and changes nothing."""
    until = date.min
    for rota in sorted(rotas, key=lambda rota: rota.from_on):
        if rota.from_on.toordinal() > until.toordinal() + _GOES_ON:
            yield PhaseEvent(rota.from_on, PhaseKind.ROTATION, rota.name)
        until = max(until, rota.to_on)


def _checked(event: PhaseEvent) -> PhaseEvent:
    """The event as it is stored. Raises Refused with the reason."""
    title = tidy(event.title)
    if not title:
        raise Refused(_("An event needs a title that says what changed."))
    if len(title) > LONGEST_TITLE:
        raise Refused(_("The title of an event has at most {n} characters.").format(n=number(LONGEST_TITLE)))
    if not FIRST_DAY <= event.on <= LAST_DAY:
        raise Refused(_("An event lies on a day between 1900 and 2999."))
    return replace(event, title=title)

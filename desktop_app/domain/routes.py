"""The way an incident took to repair, and how it ended against its target."""

from __future__ import annotations

from enum import IntEnum

from desktop_app.domain.keyed import Keyed
from desktop_app.domain.language import _


class Route(Keyed):
    """The article's own cut: "treated differently depending on the route it took to repair"."""

    UNKNOWN = 0  # a team on the way has no side yet, or no team was ever told
    OPS_ONLY = 1
    OPS_TO_DEV = 2
    DEV_ONLY = 3
    BOUNCED = 4  # three hand-overs or more
    NOBODY = 5  # longer without a team than with one

    @property
    def label(self) -> str:
        return {
            0: _("Not known"),
            1: _("Ops only"),
            2: _("Ops to Dev"),
            3: _("Dev only"),
            4: _("Bounced"),
            5: _("Through nobody"),
        }[self.value]


class RouteGroup(IntEnum):
    """The three groups that the Targets page compares, all teams together, and what cannot be told yet."""

    ALL = 0
    OPS_ONLY = 1
    THROUGH_DEV = 2
    BOUNCED_OR_NOBODY = 3
    UNKNOWN = 4

    @property
    def routes(self) -> tuple[Route, ...]:
        return {
            0: tuple(Route),
            1: (Route.OPS_ONLY,),
            2: (Route.OPS_TO_DEV, Route.DEV_ONLY),
            3: (Route.BOUNCED, Route.NOBODY),
            4: (Route.UNKNOWN,),
        }[self.value]

    @property
    def label(self) -> str:
        return {
            0: _("All teams"),
            1: _("Ops only"),
            2: _("Through Dev"),
            3: _("Bounced or nobody"),
            4: _("Not known"),
        }[self.value]


class Outcome(Keyed):
    """Against the goal: by the repair time, and while open by the deadline.

    An estimated incident is unknown unless even its close came by the deadline.
    """

    NOT_DUE = 0
    IN_TIME = 1
    MISSED = 2  # repaired, but late
    OPEN_PAST = 3  # still open past the deadline: missed too
    UNKNOWN = 4

    @property
    def label(self) -> str:
        return {0: _("Not due yet"), 1: _("In time"), 2: _("Missed"), 3: _("Open past the goal"), 4: _("Cannot tell")}[
            self.value
        ]

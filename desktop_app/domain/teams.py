"""Teams and the side they stand on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from desktop_app.domain.language import _


class Side(IntEnum):
    UNKNOWN = 0
    OPS = 1
    DEV = 2
    OTHER = 3

    @property
    def key(self) -> str:
        """The name in JSON and on the command line: ``ops``."""
        return self.name.lower()

    @property
    def label(self) -> str:
        return {0: _("Not set"), 1: _("Ops"), 2: _("Dev"), 3: _("Other")}[self.value]


@dataclass(frozen=True, slots=True)
class Team:
    id: int
    name: str
    side: Side
    changed_in: int = 0


_DEV = re.compile(
    r"\b(dev|devs|developers?|development|entwicklung|engineering|engineers?|software|application|applications|apps?"
    r"|desenvolvimento|backend|frontend|sistemas)\b",
    re.IGNORECASE,
)
_OPS = re.compile(
    r"\b(ops|operations?|operating|betrieb|service ?desk|help ?desk|support|suporte|infra\w*|network\w*|netz\w*"
    r"|server\w*|database|dba|hosting|storage|noc|sre|on.?call|monitoring|field|hardware|desktop|workplace|opera\w+|redes?)\b",
    re.IGNORECASE,
)


def propose_side(name: str) -> Side:
    """The side that a team's name suggests; unknown when it suggests none or both."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-./]", " ", name)
    dev, ops = bool(_DEV.search(spaced)), bool(_OPS.search(spaced))
    if dev == ops:
        return Side.UNKNOWN
    return Side.DEV if dev else Side.OPS

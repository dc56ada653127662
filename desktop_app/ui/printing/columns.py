"""The column of names at the left of a schedule: as wide as its longest word asks, within limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop_app.domain.language import _, number
from desktop_app.domain.people import Person
from desktop_app.domain.teams import Team
from desktop_app.ui.printing.typeface import Weight, width

if TYPE_CHECKING:
    from desktop_app.ui.printing.scene import Scene

LEAST, SHARE = 26.0, 0.2  # mm, and of the width within the margins
PAD = 1.2  # mm before a name
BETWEEN = 2.0  # mm between a name and its share


def minimum_words(team: Team) -> str:
    """``min 3``; empty when the team has none."""
    return _("min {n}").format(n=number(team.minimum)) if team.minimum else ""


def upper_labels() -> tuple[str, ...]:
    """What stands before the rows above the teams."""
    return _("On duty"), _("Open places"), _("Hub sessions"), _("Cover kept")


def name_column(scene: Scene) -> float:
    """Its width in mm."""
    most = SHARE * scene.inside.width
    return min(max(LEAST, max(_wanted(scene), default=0.0) + 2 * PAD + 1.0), most)


def _wanted(scene: Scene) -> Iterator[float]:
    sizes = scene.sizes
    for team, members in scene.teams:
        minimum = minimum_words(team)
        beside = width(minimum, sizes.note) + 3 if minimum else 0.0
        for name in (team.name, _("{team} (cont.)").format(team=team.letters)):
            yield width(name, sizes.name + 0.5, Weight.BOLD) + beside
        for person in members:
            yield width(scene.names.full[person.id], sizes.name, Weight.MEDIUM) + share_room(person, sizes.note)
    for label in upper_labels():
        yield width(label, sizes.name, Weight.BOLD)


def share_room(person: Person, points: float) -> float:
    """The mm that a part-time share takes beside the name."""
    return width(person.share_words, points) + BETWEEN if person.share_words else 0.0

"""The groups that a figure's rows are: by the route to repair where sides are known, or by classification."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import By
from desktop_app.domain.filters import Condition
from desktop_app.domain.routes import Route, RouteGroup
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.lives.ordered import by_route


@dataclass(frozen=True, slots=True)
class Group:
    """``code`` is its number among the rows, ``condition`` selects its incidents, ``key`` is never translated."""

    code: int
    key: str
    label: str
    condition: Condition


def by(asked: Asked) -> By:
    """Route unless classification is chosen, or no route can be told apart."""
    wanted = asked.choice.by in (None, By.ROUTE)
    return By.ROUTE if wanted and by_route(asked.frame) else By.CLASSIFICATION


def cut(asked: Asked) -> tuple[npt.NDArray[np.int64], list[Group]]:
    """The code of each row of the frame, and the groups in their order."""
    if by(asked) is By.CLASSIFICATION:
        kinds = [
            Group(kind.value, kind.key, kind.label, Condition("classification", "one_of", (kind.key,)))
            for kind in Classification
        ]
        return asked.measured["classification"].to_numpy().astype(np.int64), kinds
    group_of = np.zeros(len(Route), dtype=np.int64)
    groups = []
    for group in RouteGroup:
        if group is not RouteGroup.ALL:
            group_of[[route.value for route in group.routes]] = group.value
            routes = Condition("route", "one_of", tuple(route.key for route in group.routes))
            groups.append(Group(group.value, group.name.lower(), group.label, routes))
    return group_of[asked.measured["route"].to_numpy()], groups

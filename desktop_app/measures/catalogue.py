"""Every figure by its key: the one list that window, command line and tests walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from desktop_app.domain.figures import Figure
from desktop_app.measures.asked import Asked

FIGURES: Final[Mapping[str, Callable[[Asked], Figure]]] = {}

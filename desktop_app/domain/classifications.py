"""The four classifications of an incident; a dump's own priorities map to them."""

from __future__ import annotations

from enum import IntEnum

from desktop_app.domain.language import _


class Classification(IntEnum):
    """Stored and framed as its number; 1 is the gravest."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4

    @property
    def key(self) -> str:
        """The name in JSON and exports, never translated: ``Critical``."""
        return self.name.capitalize()

    @property
    def label(self) -> str:
        return {1: _("Critical"), 2: _("High"), 3: _("Medium"), 4: _("Low")}[self.value]

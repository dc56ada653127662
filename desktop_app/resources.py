"""Where icons, fonts, words and the sample lie, and the choice of the language."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from desktop_app.domain import language


def resource_folder() -> Path:
    """Icons, fonts, words and sample: beside the package in a checkout, inside it when installed."""
    inside = Path(__file__).parent / "_resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def choose_language() -> None:
    """Take the catalogue of the user's language, English where there is none."""
    chosen = os.environ.get("SECOND_WAY_LANGUAGE")
    folder = resource_folder() / "translations"
    language.use(gettext.translation("second_way", folder, [chosen] if chosen else None, fallback=True))

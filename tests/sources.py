"""The modules of the house as trees, parsed once for all the tests that walk them."""

from __future__ import annotations

import ast
import gc
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "desktop_app"


@cache
def trees() -> dict[str, ast.Module]:
    """Each module's tree by its path below the package, in the order of the paths."""
    enabled = gc.isenabled()
    gc.disable()  # millions of nodes and no dead cycle: looking for one takes two thirds of the time
    try:
        paths = sorted(PACKAGE.rglob("*.py"))
        return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}
    finally:
        gc.freeze()
        if enabled:
            gc.enable()

"""What the Qt binding does to Python, kept away from everybody who does not ask for it."""

from __future__ import annotations

import builtins
import importlib


def plain_imports() -> None:
    """Take out PySide's import hook, which reads the source of each module that is imported after it.

    It looks for users of its other spellings, ``from __feature__ import snake_case``; nobody here is one. Hundreds of
    modules come after the window, and reading them took a twelfth of the whole start. The hook keeps Python's own
    import beside it (``shibokensupport/signature/loader.py`` in PySide 6.11); where it does not, nothing is changed.
    """
    importlib.import_module("PySide6.QtCore")  # puts the hook in place
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

"""Runs first in the frozen program: what we start must not inherit our library path.

PyInstaller's loader sets ``LD_LIBRARY_PATH`` before Python begins, and the dynamic linker has read it by then. A file
manager opened by the window would find our libraries instead of its own.
"""

import os

_theirs = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _theirs is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _theirs

"""The ``second-way`` command: hands over to the file reader, the command line or the window."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.domain.workspaces import SUFFIX

READ_TABLE = "read-table"  # the hidden verb of the process that reads foreign files


def main() -> None:
    """Parse nothing here: the reader's process must start without the rest of the application.

    The window does not wait for the command line either: alone, or with the one file that a double click names.
    """
    words = sys.argv[1:]
    if words[:1] == [READ_TABLE]:
        from desktop_app.exchange.reader import worker

        sys.exit(worker.main(words[1:]))
    if not words or (len(words) == 1 and words[0].endswith(SUFFIX)):
        from desktop_app.app import run_window
        from desktop_app.resources import choose_language

        choose_language()
        sys.exit(run_window(Path(words[0]) if words else None))
    from desktop_app import cli

    cli.run()


if __name__ == "__main__":
    main()

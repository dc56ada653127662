"""The ``second-way`` command: hands over to the file reader, the command line or the window."""

from __future__ import annotations

import sys

READ_TABLE = "read-table"  # the hidden verb of the process that reads foreign files


def main() -> None:
    """Parse nothing here: the reader's process must start without the rest of the application."""
    if sys.argv[1:2] == [READ_TABLE]:
        from desktop_app.exchange import worker

        sys.exit(worker.main(sys.argv[2:]))
    from desktop_app import cli

    cli.run()


if __name__ == "__main__":
    main()

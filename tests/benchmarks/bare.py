"""The baselines: each is a whole fresh process that does the bare work with the bare library."""

from __future__ import annotations

import sqlite3
import sys
import time
from pathlib import Path

FRAME = (
    "id, changed_in, source_id, ticket, classification, status, pause_reason, team_id, system_id, system_error_id,"
    " opened_at, acknowledged_at, restored_at, resolved_at, first_resolved_at, closed_at,"
    " release_related, exclusion, reopens"
)


def read_xlsx(path: str) -> None:
    import fastexcel

    fastexcel.read_excel(path).load_sheet(0).to_polars()


def pandas_xlsx(path: str, database: str) -> None:
    import pandas

    frame = pandas.read_excel(path, engine="openpyxl")
    with sqlite3.connect(database) as connection:
        frame.to_sql("incident", connection, index=False)


def polars_csv(path: str, database: str) -> None:
    import polars

    frame = polars.read_csv(path, infer_schema_length=0)
    Path(database).unlink(missing_ok=True)
    with sqlite3.connect(database) as connection:
        connection.execute(f"CREATE TABLE incident ({', '.join(f'c{n} TEXT' for n in range(frame.width))})")
        places = ", ".join("?" * frame.width)
        connection.executemany(f"INSERT INTO incident VALUES ({places})", frame.iter_rows())  # noqa: S608
        connection.commit()


def fetch(database: str) -> None:
    """Print the seconds of a bare fetch of the columns that the frame holds."""
    connection = sqlite3.connect(database)
    began = time.perf_counter()
    incidents = connection.execute(f"SELECT {FRAME} FROM incident").fetchall()  # noqa: S608
    segments = connection.execute(
        "SELECT incident_id, from_at, to_at, status, team_id, pause_reason FROM segment"
    ).fetchall()
    print(time.perf_counter() - began, len(incidents), len(segments))


def window() -> None:
    """Print ``answers`` once a window with a table has been painted and its loop runs."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    application = QApplication([])
    bare = QMainWindow()
    bare.setCentralWidget(QTableView())
    bare.show()
    QTimer.singleShot(0, lambda: (print("answers", time.process_time(), flush=True), application.quit()))
    application.exec()


if __name__ == "__main__":
    {f.__name__: f for f in (read_xlsx, pandas_xlsx, polars_csv, fetch, window)}[sys.argv[1]](*sys.argv[2:])

"""${message}

A batch on a journaled table needs table_kwargs={"sqlite_autoincrement": True}, or ids are given twice.
"""

from alembic import op
import sqlalchemy as sa

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}

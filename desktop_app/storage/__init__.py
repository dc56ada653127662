"""SQLAlchemy and alembic live here and nowhere else; rows never leave it."""

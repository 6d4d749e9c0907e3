"""Alembic's migrations, shipped with the program and run when the store opens."""

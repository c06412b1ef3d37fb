"""From one schema of a database to another, forwards and back, by Alembic.

The number that counts is the one in the database's own table of facts, which programs of all
ages read; Alembic's table follows it. A step is whole or not at all, on SQLite too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from sqlalchemy import Connection


def migrate(connection: Connection, steps: Path, table: str, now: int, to: int) -> None:
    """Bring the schema from number `now` (0: nothing there) to `to`, within a transaction.

    `steps`: the folder of the migrations; `table`: where Alembic keeps its place.
    """
    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    options: dict[str, Any] = {"version_table": table, "transactional_ddl": True}
    _stand_at(connection, script, options, now)
    walk = script._upgrade_revs if to > now else script._downgrade_revs

    def revisions(place: Any, _context: MigrationContext) -> Any:
        return walk(str(to), place)

    with EnvironmentContext(config, script, fn=revisions, destination_rev=str(to)) as environment:
        environment.configure(connection=connection, **options)
        environment.run_migrations()


def _stand_at(
    connection: Connection, script: ScriptDirectory, options: dict[str, Any], now: int
) -> None:
    context = MigrationContext.configure(connection, opts={**options, "script": script})
    if now and context.get_current_revision() != str(now):
        context.stamp(script, str(now))

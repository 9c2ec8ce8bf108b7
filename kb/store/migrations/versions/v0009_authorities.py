"""To which municipality, province or water board a document belongs: NULL until that is looked for, which the next
linking does. Decisions about it stand among the others; programs before this one cannot read them.

Revision ID: 0009
Revises: 0008
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JSONS = ("answers", "signatories", "enclosures", "attachments", "contents", "part")


def upgrade() -> None:
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("authorities", sa.JSON(none_as_null=True), nullable=True))
    _seal_again()
    op.execute("DELETE FROM unlinked")  # what letters are found by has the authority in it: all are linked anew
    op.execute("INSERT INTO unlinked (document_id, changed) SELECT id, true FROM documents")


def _seal_again() -> None:
    """The seal covers the new column too; one that was broken stays broken."""
    connection = op.get_bind()
    documents = sa.Table("documents", sa.MetaData(), autoload_with=connection)
    for name in JSONS:  # SQLite tells the type of such a column as what it is stored in
        documents.c[name].type = sa.JSON(none_as_null=True)
    for row in connection.execute(sa.select(documents)).mappings().all():
        old = {name: value for name, value in row.items() if name not in ("authorities", "seal")}
        if _seal(old) == row["seal"]:
            seal = _seal({**old, "authorities": None})
            connection.execute(documents.update().where(documents.c.id == row["id"]).values(seal=seal))


def _seal(row: Mapping[str, Any]) -> str:
    canonical = json.dumps(dict(row), sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()

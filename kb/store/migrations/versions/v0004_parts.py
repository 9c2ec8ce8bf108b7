"""Documents that are some pages of a file, and the proposals to split a file.

Revision ID: 0004
Revises: 0003
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSONS = ("answers", "signatories", "enclosures", "attachments", "contents", "part")


def upgrade() -> None:
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("part", sa.JSON(none_as_null=True), nullable=True))
        documents.drop_constraint(op.f("uq_documents_sha256"), type_="unique")
        documents.create_index(op.f("ix_documents_sha256"), ["sha256"], unique=False)
    _seal_again()
    op.create_table(
        "bundles",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["documents.id"], name=op.f("fk_bundles_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundles")),
    )


def _seal_again() -> None:
    """The seal covers the new column too; one that was broken stays broken."""
    connection = op.get_bind()
    documents = sa.Table("documents", sa.MetaData(), autoload_with=connection)
    for name in JSONS:  # SQLite tells the type of such a column as what it is stored in
        documents.c[name].type = sa.JSON(none_as_null=True)
    for row in connection.execute(sa.select(documents)).mappings().all():
        old = {name: value for name, value in row.items() if name not in ("part", "seal")}
        if _seal(old) == row["seal"]:
            new = documents.update().where(documents.c.id == row["id"]).values(seal=_seal({**old, "part": None}))
            connection.execute(new)


def _seal(row: Mapping[str, Any]) -> str:
    canonical = json.dumps(dict(row), sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()

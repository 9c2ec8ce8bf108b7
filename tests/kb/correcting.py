"""When people corrected, in tests."""

from datetime import UTC, datetime

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)

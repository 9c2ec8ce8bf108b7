"""The face for other programs: the same answers over HTTP, described by OpenAPI, and as tools by MCP. It only reads."""

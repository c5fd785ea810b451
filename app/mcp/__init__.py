"""The MCP server: the same questions, searches and clauses for programs with a language model of their own."""

from app.mcp.http import McpEndpoint
from app.mcp.server import serve_stdio

__all__ = ["McpEndpoint", "serve_stdio"]

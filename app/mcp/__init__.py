"""The MCP server: the same questions, searches and clauses for programs with a language model of their own."""

from app.mcp.http import PATH, ROUTES, McpEndpoint
from app.mcp.server import serve_stdio
from app.mcp.tools import make_tools

__all__ = ["PATH", "ROUTES", "McpEndpoint", "make_tools", "serve_stdio"]

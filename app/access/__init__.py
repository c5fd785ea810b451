"""Who may do what: users, roles, and what was done."""

from app.access.user import LOCAL, Role, User, require_editor, user_of, with_user

__all__ = ["LOCAL", "Role", "User", "require_editor", "user_of", "with_user"]

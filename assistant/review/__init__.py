"""Review: the states of a report, the roles, who may do what in which state, and the moves to approval. Pure."""

from assistant.review.moves import MOVES, Move, Standing, advance, moves, obstacles
from assistant.review.permissions import Permission, closed, may, may_edit, permission, permissions
from assistant.review.roles import Act, Role, State

__all__ = [
    "MOVES",
    "Act",
    "Move",
    "Permission",
    "Role",
    "Standing",
    "State",
    "advance",
    "closed",
    "may",
    "may_edit",
    "moves",
    "obstacles",
    "permission",
    "permissions",
]

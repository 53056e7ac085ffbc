"""Review: roles, who may do what in which state, the steps a report goes through, the moves to approval. Pure."""

from assistant.review.moves import Move, Standing, advance, moves, moves_of, obstacles
from assistant.review.permissions import Permission, closed, may, may_edit, permission, permissions
from assistant.review.roles import Act, Role, State
from assistant.review.route import Passed, Route, kept_route, route_of, stage
from assistant.review.steps import Process, Sign, Step, checked, default, presets

__all__ = [
    "Act",
    "Move",
    "Passed",
    "Permission",
    "Process",
    "Role",
    "Route",
    "Sign",
    "Standing",
    "State",
    "Step",
    "advance",
    "checked",
    "closed",
    "default",
    "kept_route",
    "may",
    "may_edit",
    "moves",
    "moves_of",
    "obstacles",
    "permission",
    "permissions",
    "presets",
    "route_of",
    "stage",
]

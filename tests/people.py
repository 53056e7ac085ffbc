"""The people of the tests: one in each role, and one who looks after the installation."""

from assistant.desk import Who
from assistant.review import Role

CLERK, EDITOR, LEADER = (Who("甲", Role.CLERK), Who("乙", Role.EDITOR), Who("丙", Role.LEADER))
KEEPER = Who("丁", Role.ADMIN, admin=True)

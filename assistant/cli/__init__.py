"""The command line: a thin face over the desk. Results to stdout, messages to stderr in Chinese.

Exit codes: 0 done and no error-level finding, 1 error-level findings, 2 input unreadable or usage wrong.
"""

from assistant.cli.command import main

__all__ = ["main"]

"""The chain of the audit trail: each line carries the digest of itself and of the line before it. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

Digest = Literal["sha256", "sm3"]
"""SHA-256, or SM3 (GB/T 32905) where the national algorithms are asked for; each link says which it was made with."""
BEGINNING = ""
"""What the first line follows upon."""


def link(
    before: str,
    *,
    number: int,
    report_id: str,
    at: datetime,
    actor: str,
    address: str,
    act: str,
    detail: Mapping[str, Any],
    digest: Digest = "sha256",
) -> str:
    """The link of a line: the digest's name and its hexadecimal digits, over the line and the link before it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    line = [before, number, report_id, moment, actor, address, act, detail]
    plain = json.dumps(line, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"{digest}:{hashlib.new(digest, plain.encode('ascii')).hexdigest()}"


def digest_of(made: str) -> Digest:
    """The digest a link was made with; SHA-256 where a link names none that is known, which then does not hold."""
    return "sm3" if made.startswith("sm3:") else "sha256"

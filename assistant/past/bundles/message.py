"""Mail messages: the files attached to one, or its own words where nothing is attached that could be a report."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from pathlib import PurePosixPath

from assistant.errors import FileUnreadable
from assistant.past.bundles.inside import Inside, bounded, counts, too_large

_HEAD = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n")
_NAMING = {"content-disposition", "content-type"}
_PLAIN_NAME = re.compile(rb"name=\"?([^\";\r\n]+)")
_OTHER = (b"PK", b"%PDF", b"\xd0\xcf\x11\xe0")
_SENT = re.compile(rb"^(?:Received|To|Message-ID|Delivered-To|X-Mailer):", re.IGNORECASE | re.MULTILINE)


def is_message(suffix: str, data: bytes) -> bool:
    """Whether a file is a mail message: called one, or with the heading of one that was sent."""
    if data.startswith(_OTHER):
        return False
    head = _HEAD.match(data[:65536].lstrip(b"\xef\xbb\xbf\r\n"))
    return suffix == ".eml" or bool(head and _SENT.search(head[0]) and b"MIME-Version" in head[0])


def attached(name: str, data: bytes, limit: int) -> Iterator[Inside]:
    """The attachments that may be reports, or else the message's text; FileUnreadable for what is no message."""
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=email.policy.default)
        parts = [part for part in message.walk() if not part.is_multipart()] if message.keys() else []
        files = [(file, part) for part in parts if (file := _file_name(part)) and counts(file)]
        bounded(name, len(files))
        found = [Inside(file, _content(part)) for file, part in files] or list(_body(name, message))
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as problem:
        raise FileUnreadable(f"邮件“{name}”已损坏，无法读取。请在邮箱中打开，把附件另存后再试。") from problem
    if not parts:
        raise FileUnreadable(f"“{name}”不是完整的邮件，无法读取。请在邮箱中打开，把附件另存后再试。")
    yield from (too_large(one.name) if len(one.data) > limit else one for one in found)


def _file_name(part: MIMEPart) -> str:
    """What an attachment is called, without folders; names in plain GBK are decoded."""
    name = part.get_filename() or ""
    if "\ufffd" in name:
        heads = "\n".join(value for head, value in part.raw_items() if head.casefold() in _NAMING)
        raw = _PLAIN_NAME.search(heads.encode("utf-8", "surrogateescape"))
        name = raw[1].decode("gb18030", errors="replace") if raw else name
    return PurePosixPath(name.replace("\\", "/")).name


def _content(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _body(name: str, message: EmailMessage) -> Iterator[Inside]:
    """The message's own words under its subject, in UTF-8 whatever they were sent in."""
    part = message.get_body(("html", "plain"))
    if part is None:
        return
    charset = part.get_content_charset("utf-8")
    text = _content(part).decode("gb18030" if charset in {"gb2312", "gbk"} else charset, errors="replace")
    subject = re.sub(r"[\\/:\s]+", " ", str(message.get("Subject", ""))).strip()
    suffix = ".html" if part.get_content_subtype() == "html" else ".txt"
    yield Inside(f"{subject or PurePosixPath(name).stem}{suffix}", text.encode("utf-8-sig"))

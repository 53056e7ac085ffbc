"""Documents: those a note tells without their titles, and the titles of an answer put where they belong."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.asking.details.words import words
from assistant.prose.likeness import pairs
from assistant.prose.wordfile import alternatives

_JOINED = re.compile(r"(、|以及|和|及|与|跟)")
_TITLE = re.compile(r"《([^《》]{2,60})》")
_QUOTES = re.compile('[“”"「」]')
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 40
"""Characters of the words that tell a document: more are a sentence of their own."""
_REST = 6
"""Han characters beside the titles of an answer that still leave it nothing but titles: 印发了……, 是……."""


@dataclass(frozen=True)
class Bare:
    """Documents told at one place of a note: the words each is told with, and what is put before their titles.

    The titles take the place of what stands from `start` to `end`; `many` is how many there are said to be, 三个.
    """

    start: int
    end: int
    slots: tuple[str, ...]
    before: str = ""
    after: str = ""
    many: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kind of each: 办法, 意见."""
        return tuple(kind_of(slot) for slot in self.slots)


def kind_of(text: str) -> str:
    """The word for a document that a text ends with, empty if it ends with none."""
    found = re.search(f"(?:{words().documents.any_kind})$", text)
    return found[0] if found else ""


def bare_documents(note: str) -> tuple[Bare, ...]:
    """The documents of a note that are told without a title, one place after the other."""
    found: list[Bare] = []
    for pattern, read in ((_issued(), _of_issued), (_put_first(), _of_put_first), (_followed(), _of_followed)):
        for match in pattern.finditer(note):
            one = read(note, match)
            if one and not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def titles_of(said: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The titles that an answer gives for documents told in these words, empty if it is no answer of titles alone."""
    known = words().documents
    text = known.number.sub("", said.strip(" 。；;，,、"))
    if titles := _TITLE.findall(text):
        rest = re.sub(alternatives(list(wanted)), "", _TITLE.sub("", text)) if wanted else _TITLE.sub("", text)
        rest = known.titled.sub("", known.untitled.sub("", rest))
        return tuple(titles) if len(_HAN.findall(rest)) <= _REST * max(1, len(wanted)) else ()
    parts = [text] if len(wanted) == 1 else [part for part in re.split(r"[、，,；;]|和(?=\S)", text) if part]
    out = []
    for part in parts:
        title = known.titled.sub("", _QUOTES.sub("", part)).strip()
        core = re.sub(f"{known.suffix}$", "", title)
        kind = kind_of(core)
        if not kind or len(core) < len(kind) + 2 or known.no_title.search(title) or len(title) > _LONGEST:
            return ()
        out.append(title)
    return tuple(out)


def entitled(note: str, places: tuple[Bare, ...], titles: tuple[str, ...]) -> str:
    """The note with the titles in place of the bare words; empty where it cannot be told which is which."""
    given: dict[int, list[str]] = {}
    if len(places) == 1 and (places[0].many or len(titles) == len(places[0].slots) or len(places[0].slots) == 1):
        given[0] = list(titles)  # they stand side by side, so that nothing hangs on which is which
    elif not (given := _by_kind(places, titles)):
        return ""
    for at in sorted(given, reverse=True):
        put = _put(places[at], given[at])
        if not put:
            return ""
        note = note[: places[at].start] + put + note[places[at].end :]
    return note


def _by_kind(places: tuple[Bare, ...], titles: tuple[str, ...]) -> dict[int, list[str]]:
    """The titles by place, each for the only document of its kind, "" where none was given; empty if one has no such.

    A place of which no title was given is left as it is.
    """
    given: dict[int, list[str]] = {}
    for title in titles:
        own = [
            (at, slot)
            for at, place in enumerate(places)
            for slot, kind in enumerate(place.kinds)
            if _is_of(title, kind)
        ]
        if len(own) != 1 or given.get(own[0][0], [""] * len(places[own[0][0]].slots))[own[0][1]]:
            return {}
        given.setdefault(own[0][0], [""] * len(places[own[0][0]].slots))[own[0][1]] = title
    return given


def _put(place: Bare, titles: list[str]) -> str:
    """What stands in a place with its titles; "" where there are more titles than documents."""
    if place.many:
        told = _number(place.many)
        if told is None or len(titles) > told:
            return ""
        rest = "等" if len(titles) < told else ""
        quoted = "".join(f"《{title}》" for title in titles)
        return f"{place.before}{quoted}{rest}{place.many}{place.slots[0]}{place.after}"
    if len(titles) > len(place.slots) and not all(_is_of(title, place.kinds[0]) for title in titles):
        return ""
    slots = [*place.slots, *[""] * len(titles)]
    listed = [f"{_kept(slots[at], title)}《{title}》" if title else slots[at] for at, title in enumerate(titles)]
    between = "" if all(titles) else "、"
    joined = between.join(listed[:-1]) + ("和" if len(listed) > 1 else "") + listed[-1]
    return f"{place.before}{joined}{place.after}"


def _kept(slot: str, title: str) -> str:
    """What was told of a document besides what its title says: 和财政局一起定的补贴办法."""
    lead = re.match(r"(.{2,}的)[^的]*$", slot)
    return lead[1] if lead and not pairs(lead[1]) & pairs(title) else ""


def _number(many: str) -> int | None:
    digits = re.match(r"\d+", many)
    if digits:
        return int(digits[0])
    return "一二三四五六七八九十".find(many[0].replace("两", "二")) + 1 or None


def _is_of(title: str, kind: str) -> bool:
    return re.sub(f"{words().documents.suffix}$", "", title).endswith(kind)


def _slots(text: str) -> tuple[str, ...]:
    """What is listed, each with the word for a document at its end; 加强和改进工作的意见 is one."""
    out, held = [], ""
    for part in _JOINED.split(text):
        if _JOINED.fullmatch(part) and not held:
            continue
        held += part
        if kind_of(held):
            out.append(held)
            held = ""
    return tuple(words().documents.whose.sub("", slot) or slot for slot in out) if not held else ()


def _able(note: str, match: re.Match[str], slots: tuple[str, ...]) -> bool:
    """Whether each is a document that has a title, and the words around it speak of nothing else."""
    known = words().documents
    clause = re.split(r"[，。；]", note[: match.end()])[-1] + re.split(r"[，。；]", note[match.end() :])[0]
    if "《" in clause or known.not_documents.search(clause) or not slots:
        return False
    return not any(slot in known.needs_more for slot in slots)


def _of_issued(note: str, match: re.Match[str]) -> Bare | None:
    known = words().documents
    verb, many = known.issuing[match["verb"]], match["many"] or ""
    slots = (match["bare"],) if many else _slots(match["bare"])
    if not many and not _able(note, match, slots):
        return None
    if many and (kind_of(match["bare"]) != match["bare"] or known.not_documents.search(match[0])):
        return None
    if match["verb"] in known.light and any(kind_of(slot) not in known.light_kinds for slot in slots):
        return None
    return Bare(match.start(), match.end(), slots, before=verb, many=many)


def _of_put_first(note: str, match: re.Match[str]) -> Bare | None:
    known = words().documents
    said = re.sub("(?:了|好了|下来了?|完了?)$", "", match["verb"])
    verb = known.put_verbs.get(match["verb"]) or known.issuing.get(said, "")
    slots = _slots(match["bare"])
    if known.put_verbs.get(match["verb"]) and not any(kind_of(slot) in known.followed for slot in slots):
        return None
    return Bare(match.start(), match.end(), slots, before=verb) if verb and _able(note, match, slots) else None


def _of_followed(note: str, match: re.Match[str]) -> Bare | None:
    known = words().documents
    slots = _slots(match["bare"])
    if any(kind_of(slot) not in known.followed for slot in slots) or not _able(note, match, slots):
        return None
    verb = {"按": "按照", "照": "按照"}.get(match["verb"], match["verb"])
    tail = known.follow_tails.match(note, match.end())
    return Bare(match.start(), tail.end() if tail else match.end(), slots, verb, "执行" if tail else "")


@cache
def _issued() -> re.Pattern[str]:
    known = words().documents
    before = "".join(known.not_before)
    return re.compile(
        f"(?<![{before}])(?P<verb>{alternatives(list(known.issuing))}){known.done}(?:(?P<many>{known.many})|{known.one})"
        f"(?P<bare>[^，。；：《》“”]{{0,{_LONGEST}}}(?:{known.any_kind})){known.ends}"
    )


@cache
def _put_first() -> re.Pattern[str]:
    known = words().documents
    return re.compile(
        f"(?:^|(?<=[，。；]))(?P<bare>[^，。；：《》“”]{{0,{_LONGEST}}}(?:{known.any_kind})){known.put_first.pattern}"
    )


@cache
def _followed() -> re.Pattern[str]:
    known = words().documents
    return re.compile(
        f"(?P<verb>{alternatives(known.followers)})(?P<bare>[^，。；：《》“”]{{0,{_LONGEST}}}?(?:{known.any_kind})){known.ends}"
    )

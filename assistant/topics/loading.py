"""The catalogue loaded: a YAML file a section in catalogue/, and the site's own; what is wrong is named by its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from assistant import settings
from assistant.errors import DesignProblem, UsageError
from assistant.prose.wordfile import line_of, parse
from assistant.topics.shape import Entry, File, sections
from assistant.topics.topic import Catalogue


@dataclass(frozen=True)
class _Source:
    """A topic file: its name as people know it, its text, and the entries read from it."""

    name: str
    text: str
    entries: Mapping[str, Entry]

    def problem(self, topic: str, field: str, said: str) -> DesignProblem:
        """What is wrong at a field of a topic, with the line."""
        return DesignProblem(
            f"主题文件 {self.name} 第 {line_of(self.text, (topic, field))} 行有误（{topic}）：{said}。"
        )


def catalogue() -> Catalogue:
    """The topics the program knows, those of the site among them.

    Raises DesignProblem for a file that came with the program, UsageError for the site's, naming file and line.
    """
    return of_site(settings.load().topics)


@cache
def of_site(site: str) -> Catalogue:
    """The shipped topics with those of the site's file or folder, "" for none. Raises as `catalogue` does."""
    entries = dict(_shipped())
    if site:
        try:
            for source in _sources_at(Path(site)):
                entries = _added(entries, source)
        except DesignProblem as problem:
            raise UsageError(problem.message) from problem
    return {name: entry.topic(name) for name, entry in _in_order(entries)}


@cache
def _shipped() -> Mapping[str, Entry]:
    folder = resources.files("assistant.topics") / "catalogue"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
    sources = [_source(file.name, file.read_text("utf-8")) for file in files]
    entries: dict[str, Entry] = {}
    for source in sources:
        if twice := [name for name in source.entries if name in entries]:
            raise source.problem(twice[0], "", f"“{twice[0]}”已经在别的文件里有了")
        entries |= source.entries
    for source in sources:
        _check(entries, source)
    return entries


def _sources_at(path: Path) -> list[_Source]:
    """The site's files; raises UsageError where there are none to read."""
    if path.is_dir():
        files = sorted(item for item in path.iterdir() if item.suffix in {".yaml", ".yml"})
        if not files:
            raise UsageError(f"主题文件夹“{path}”里没有 .yaml 文件，请检查设置 NIANBAO_TOPICS。")
    elif path.is_file():
        files = [path]
    else:
        raise UsageError(f"找不到主题文件“{path}”，请检查路径或者设置 NIANBAO_TOPICS。")
    return [_source(file.name, _text(file)) for file in files]


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except ValueError:
        raise UsageError(f"主题文件 {file.name} 不是 UTF-8 编码，请另存为 UTF-8。") from None


def _source(name: str, text: str) -> _Source:
    return _Source(name, text, parse(text, name, File).root)


def _added(entries: Mapping[str, Entry], source: _Source) -> dict[str, Entry]:
    """The entries with the source's: new topics, and what it adds to known ones."""
    merged = dict(entries)
    for name, entry in source.entries.items():
        merged[name] = entry.added_to(merged[name]) if name in merged else entry
    _check(merged, source)
    return merged


def _check(entries: Mapping[str, Entry], source: _Source) -> None:
    """What no entry shows alone: that it is whole, that its measures exist, that its words are its own."""
    for name in source.entries:
        entry = entries[name]
        if lacking := entry.lacks():
            raise source.problem(name, "", lacking)
        if unknown := [measure for measure in entry.measures if measure not in entries]:
            raise source.problem(name, "measures", f"measures 提到的主题“{unknown[0]}”没有定义")
    owners = _owners(entries)
    for name in source.entries:
        for word in entries[name].words:
            others = [other for other in owners[word] if other != name and _compete(entries[name], entries[other])]
            if others:
                said = f"词语“{word}”在同一部分的主题“{others[0]}”里也有，请在其中一个用 unless 写明何时不是它"
                raise source.problem(name, "words", said)


def _owners(entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    owners: dict[str, list[str]] = {}
    for name, entry in entries.items():
        for word in entry.words:
            owners.setdefault(word, []).append(name)
    return owners


def _compete(one: Entry, other: Entry) -> bool:
    """Whether nothing tells two topics apart that share a word: a section in common, and no `unless` in either."""
    return not one.unless and not other.unless and bool(set(one.sections) & set(other.sections))


def _in_order(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """By the sections of the form, within one as written."""
    order = {section: place for place, section in enumerate(sections())}
    return iter(sorted(entries.items(), key=lambda item: order[item[1].sections[0]]))


def check_file(path: Path) -> list[str]:
    """Names of the topics a site's file or folder adds or extends; raises UsageError naming file and line."""
    of_site.__wrapped__(str(path))  # read anew, and nothing that others hold is loaded twice
    return [name for source in _sources_at(path) for name in source.entries]

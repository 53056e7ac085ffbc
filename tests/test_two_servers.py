"""Two servers' processes on one PostgreSQL, each with a data folder of its own: what one changes the other knows."""

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import postgres_server
import pytest
from browsing import answers, free_port
from fake_model import FakeModel
from people import CLERK, KEEPER

from assistant.desk import Desk
from assistant.review import Role, presets
from assistant.settings import Settings, shipped

pytestmark = pytest.mark.postgres

ORGAN = "虚构县教育局"
CELL = "T3.received.natural_person"
GIVEN, OWN = "三月梨花落满山路甲乙", "秋水共长天一色也-7"

# The other process: a desk that lives on and answers what it is asked, a line of JSON each.
_OTHER = """
import json, sys
from pathlib import Path
from assistant.desk import Desk
from assistant.settings import Settings
home, database, vectors = sys.argv[1:]
desk = Desk(Settings(_env_file=None, home=Path(home), demo=False, database_url=database, chroma_url=vectors))
asked = {
    "passages": lambda words: sorted({hit.passage.organ for hit in desk.archive.search(words, k=8)}),
    "filed": lambda _: [[entry.organ, entry.year] for entry in desk.archive.entries()],
    "others": lambda organ: sorted(name for name, _ in desk.archive.others(organ)),
    "cell": lambda report: str(desk.reports.open(report).report.figures.get("T3.received.natural_person")),
    "signed in": lambda token: desk.signing_in.whose(token) is not None,
    "state": lambda report: desk.reports.open(report).state.value,
    "steps": lambda _: [step.name for step in desk.steps.in_force().steps],
    "findings": lambda report: len(desk.judging.findings(report)),
    "deadline": lambda report: desk.judging.deadline(desk.store.reports.head(report)).isoformat(),
    "model": lambda _: [desk.settings.llm_model, desk.settings.has_model, desk.words._writer() is not None],
    "draft": lambda report: [item.way for item in desk.words.propose(report, "problems", "llm")],
}
for line in sys.stdin:
    name, value = json.loads(line)
    print(json.dumps(asked[name](value), ensure_ascii=False), flush=True)
"""


@pytest.fixture
def vectors(request, tmp_path):
    """The address of the vectors' own server, as `chroma run` starts it, or "" where each process has its own."""
    if getattr(request, "param", "") != "chroma":
        yield ""
        return
    port = free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(tmp_path / "vectors")]
    with subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            answers(f"{address}/api/v2/heartbeat", server)
            yield address
        finally:
            server.kill()


@pytest.fixture
def both(postgres_url, vectors, tmp_path):
    postgres_server.empty(postgres_url)
    with ExitStack() as stack:
        shared = {"database_url": postgres_url, "chroma_url": vectors}
        here = Desk(Settings(_env_file=None, home=tmp_path / "here", demo=False, **shared))
        stack.callback(here.close)
        other = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", _OTHER, str(tmp_path / "there"), postgres_url, vectors],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        )
        stack.callback(other.stdin.close)

        def there(name, value=""):
            other.stdin.write(json.dumps([name, value]) + "\n")
            other.stdin.flush()
            return json.loads(other.stdout.readline())

        yield here, there


@pytest.mark.parametrize("vectors", ["embedded", "chroma"], indirect=True)
def test_what_one_files_corrects_and_removes_the_other_finds_at_its_next_look(both):
    here, there = both
    assert there("passages", "依申请公开答复") == []
    data = (shipped("corpus") / "demo/2024.json").read_bytes()
    filed = here.archive.add("2024.json", data, who=KEEPER, organ=ORGAN)
    assert there("filed") == [[ORGAN, 2024]]
    assert there("passages", "依申请公开答复") == [ORGAN]
    assert there("others", "别的局") == [ORGAN]
    here.archive.correct(
        filed.archive_id, organ="虚构市教育局", year=2024, kind="部门", level="市级", region="虚构市", who=KEEPER
    )
    assert there("passages", "依申请公开答复") == ["虚构市教育局"]
    assert there("others", "别的局") == ["虚构市教育局"]
    replaced = here.archive.add("again.json", data, who=KEEPER, on_duplicate="replace", organ=ORGAN)
    assert replaced.status == "replaced"
    assert there("passages", "依申请公开答复") == [ORGAN]
    here.archive.remove(replaced.archive_id, who=KEEPER)
    assert there("passages", "依申请公开答复") == []
    assert there("filed") == []


def test_what_one_saves_and_whom_it_puts_out_the_other_knows(both):
    here, there = both
    here.people.add("lee", GIVEN, {ORGAN: [Role.CLERK]}, who=KEEPER)
    token = here.signing_in.change_password(here.signing_in.sign_in("lee", GIVEN), GIVEN, OWN)
    assert there("signed in", token)
    report = here.reports.start(ORGAN, 2025, who=CLERK)
    assert there("cell", report) == "None"
    found = there("findings", report)
    here.reports.set_cells(report, {CELL: Decimal(7)}, who=CLERK)
    assert there("cell", report) == "7"
    assert there("findings", report) != found
    assert there("steps") == ["起草", "编辑审核", "领导审阅"]
    here.steps.choose(presets()["two"], who=KEEPER)
    assert there("steps") == ["起草", "领导审阅"]
    here.people.add("root", GIVEN, {}, who=KEEPER, admin=True)
    here.people.change("lee", enabled=False, who=KEEPER)
    assert not there("signed in", token)


def test_what_one_sets_is_in_force_at_the_other_within_two_seconds_without_a_restart(both):
    here, there = both
    report = here.reports.start(ORGAN, 2025, who=CLERK)
    here.reports.set_section(report, "overview", "概况。" * 20, who=CLERK)
    before = there("findings", report), there("deadline", report), there("model"), there("draft", report)
    assert before[1:] == ("2026-01-31", ["", False, False], ["facts"])
    with FakeModel() as fake:
        here.choosing.put(
            {"deadline": "02-15", "overview_limit": 20, "llm_base_url": fake.url, "llm_model": "good"},
            key="sk-two",
            who=KEEPER,
        )
        time.sleep(2)  # what is promised: a server may keep for a moment what it read
        assert there("deadline", report) == "2026-02-15"
        assert there("findings", report) > before[0]
        assert there("model") == ["good", True, True]
        assert there("draft", report) == ["llm"]
        assert fake.keys[-1] == "Bearer sk-two"
        here.choosing.put({"llm_base_url": None, "deadline": None}, who=KEEPER)
        time.sleep(2)
        assert there("deadline", report) == "2026-01-31"
        assert there("model") == ["good", False, False]

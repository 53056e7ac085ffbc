"""What went wrong with the database, in a sentence with what to do."""

import re

from assistant.errors import StorageProblem

UNSAVED = "没有显示“已保存”的内容还没有存下"
BROKEN = "数据库文件已经损坏，读不出来。请不要改动或者删除这个文件，由信息化同事从备份恢复。"
EMPTY = "数据库文件“{}”是空的，没有改动它。请信息化同事从备份恢复；第一次启动时中断留下的，请删除这个空文件后重新启动。"
STRANGE = (
    "“{}”是别的程序的数据库，没有改动它。请检查 NIANBAO_DATABASE_URL 和 NIANBAO_HOME 的设置，指向年报助手自己的数据库。"
)
NEWER = "数据库属于更新版本的年报助手，这个版本不能使用，没有改动它。请升级程序，或者换用这个版本的数据库。"
INCOMPLETE = "数据库缺少应有的表或者栏目，请不要改动数据库，由信息化同事运行 nianbao doctor 查看，从备份恢复。"
_READ_ONLY = ("readonly", "read-only")
_KNOWN = (
    (
        ("file is not a database", "malformed", "disk image", "could not decode"),
        BROKEN,
    ),
    (("no such table", "no such column", "has no column", "undefinedtable", "undefinedcolumn"), INCOMPLETE),
    (("disk is full", "no space left", "disk full"), f"磁盘已满，{UNSAVED}。请信息化同事清理磁盘空间后再试。"),
    (_READ_ONLY, f"数据库是只读的，{UNSAVED}。请信息化同事检查数据库和数据目录的写权限。"),
    (("is locked",), f"数据库正被别的程序占用，{UNSAVED}。请稍后重试；如果一直如此，请联系信息化同事。"),
)
"""What databases say of themselves, in small letters, as patterns, and the sentence for it.

PostgreSQL's drivers put it into the name of the error: its words name tables for other reasons too.
"""


_OPENING = (
    (
        (
            "password authentication failed",
            "no password supplied",
            'role ".*" does not',
            "peer authent",
            "pg_hba",
            "permission denied for database",
        ),
        "数据库服务器不接受设置 NIANBAO_DATABASE_URL 中的用户名或者密码，请核对；密码中的特殊字符写成百分号编码。",
    ),
    (
        ('database ".*" does not exist',),
        "数据库服务器上没有设置 NIANBAO_DATABASE_URL 中的那个数据库，请先建立，或者核对名称。",
    ),
    (
        (
            "connection refused",
            "could not translate",
            "name or service",
            "resolve",
            "timeout",
            "timed out",
            "no route",
            "unreachable",
            "connection failed",
        ),
        "连不上数据库服务器：请检查它是否在运行，以及设置 NIANBAO_DATABASE_URL 中的主机和端口。",
    ),
    (
        ("can't load plugin", "could not parse", "no module named", "invalid literal", "expected string"),
        "设置 NIANBAO_DATABASE_URL 的写法不对，开头应当是“postgresql+psycopg://”；数据放在本机文件里的，不写这一项。",
    ),
)
"""The same of one that cannot be opened: where and how it is reached comes first."""


def is_stale(problem: BaseException) -> bool:
    """Whether a connection that says so would go on saying so, whoever is given leave to write: a new one may not."""
    return any(word in str(problem).lower() for word in _READ_ONLY)


def explained(problem: Exception, *, opening: bool = False) -> StorageProblem:
    """The failure as a sentence with what to do; never its own words, which are English and may hold an address."""
    own = getattr(problem, "orig", None) or problem  # of the database alone, not of the statement
    said = f"{type(own).__name__} {own}".lower()
    for words, sentence in (*(_OPENING if opening else ()), *_KNOWN):
        if any(re.search(word, said) for word in words):
            return StorageProblem(sentence)
    if opening:
        return StorageProblem("数据库打不开，请检查 NIANBAO_DATABASE_URL 和 NIANBAO_HOME 的设置、磁盘空间和读写权限。")
    return StorageProblem(f"数据库暂时不能读写，{UNSAVED}。请稍后重试；如果一直如此，请联系信息化同事。")

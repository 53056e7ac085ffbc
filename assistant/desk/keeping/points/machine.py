"""The machine: program, folder, disk, typefaces, printing, clock, address."""

import os
import re
import shutil
import socket
import sys
import tempfile
from contextlib import closing
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from importlib import metadata

from assistant import __version__, document
from assistant.desk.keeping.backup import nearest
from assistant.desk.keeping.thresholds import AHEAD, EARLIEST, LEAST_FREE
from assistant.desk.past_reports.shipped_reports import manifest
from assistant.errors import StorageProblem, UsageError
from assistant.settings import Settings, is_every, is_loopback
from assistant.store import Store, look, now

_OLDEST = (3, 11)
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;]+)$")
_NAME = re.compile(r"[A-Za-z0-9.:\[\]-]+")
_MB = 1024 * 1024


def program(_: Settings) -> str:
    """The program, its Python and the libraries it was tested with."""
    python = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < _OLDEST:
        raise UsageError(f"Python {python} 太旧，需要 3.11 或者更新的版本。")
    try:
        required = [_REQUIREMENT.match(line) for line in metadata.requires("nianbao") or []]
    except metadata.PackageNotFoundError:
        required = []
    wrong = [found[1] for found in required if found and _installed(found[1]) != found[2]]
    if wrong:
        raise UsageError(f"这些组件没有安装或者版本不对：{'、'.join(wrong)}。请按安装说明重新安装。")
    return f"年报助手 {__version__}，Python {python}，组件齐全。"


def _installed(name: str) -> str:
    try:
        return metadata.version(name).partition("+")[0]  # which kind of processor it was built for is its own affair
    except metadata.PackageNotFoundError:
        return ""


def folder(settings: Settings) -> str:
    """Whether the data folder, or where it will be made, can be written to."""
    data = settings.data
    place = nearest(data)
    refused = StorageProblem(f"数据目录“{data}”不能写入，请检查设置 NIANBAO_HOME 和目录的权限。")
    if not place.is_dir():
        raise refused
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"nianbao")
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise refused from problem
    return f"数据目录“{data}”可以写入。" if place == data else f"数据目录“{data}”还没有，首次启动时建立。"


def disk(settings: Settings) -> str:
    """Whether there is room for a day's uploads and the next backup's neighbours."""
    free = shutil.disk_usage(nearest(settings.data)).free
    if free < LEAST_FREE:
        raise StorageProblem(
            f"数据目录所在磁盘只剩 {free // _MB} MB，少于 {LEAST_FREE // _MB} MB（约为繁忙时一天上传的文件）。"
            "请清理磁盘空间。"
        )
    return f"数据目录所在磁盘还有 {free // _MB} MB。"


def fonts(_: Settings) -> str:
    """Whether Chinese can be printed, and what stands in for the official typefaces."""
    if bare := document.unprintable():
        raise UsageError(f"没有可以代替{'、'.join(bare)}的中文字体，PDF 中的字会缺失。请安装公文字体或者思源字体。")
    replaced = document.substitutions()
    return "公文字体齐全。" if not replaced else "".join(replaced)


def printing(_: Settings) -> str:
    """Whether a PDF comes out: WeasyPrint needs Pango, which no Python package brings."""
    try:
        made = document.to_bytes(next(manifest()).report, ".pdf")
    except OSError as problem:
        raise UsageError(
            "不能生成 PDF：缺少 Pango 组件。请安装 libpango-1.0-0、libpangoft2-1.0-0 和 libharfbuzz-subset0。"
        ) from problem
    if not made.startswith(b"%PDF"):
        raise UsageError("不能生成 PDF，请重新安装 WeasyPrint 和 Pango。")
    return "可以生成 PDF。"


def clock(settings: Settings) -> str:
    """Whether the clock is neither before the program was written nor before what was done with it."""
    moment = now()
    local = moment.astimezone()
    if local.year < EARLIEST:
        raise UsageError(f"系统时间是 {_said(local)}，明显不对，请校准时钟。")
    if look(settings.database).current:
        with closing(Store(settings)) as store:
            newest = store.audit.newest()
        if newest is not None and newest > moment + timedelta(seconds=AHEAD):
            raise UsageError(
                f"系统时间是 {_said(local)}，早于最后一条操作记录（{_said(newest.astimezone())}），请校准时钟。"
            )
    return f"系统时间 {_said(local)}，时区 {local.tzname()}。"


def _said(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="seconds")


def address(settings: Settings) -> str:
    """Whether the service answers on its address, or could be started there."""
    if wrong := [name for name in settings.names if not _NAME.fullmatch(name) or name.count(":") == 1]:
        raise UsageError(f"设置 NIANBAO_HOSTS 中的“{wrong[0]}”不是名称：只写主机名，不写 http://、端口和路径。")
    if _answers(settings):
        return f"网页服务正在 {settings.host} 的端口 {settings.port} 上运行{_names(settings)}。"
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            raise UsageError(
                f"{settings.host} 的端口 {settings.port} 不能使用：被其他程序占用，或者地址不是本机的。"
                "请修改设置 NIANBAO_PORT 或者 NIANBAO_HOST。"
            ) from problem
    return f"{settings.host} 的端口 {settings.port} 空闲，网页服务没有运行{_names(settings)}。"


def _names(settings: Settings) -> str:
    """By which names the service is opened, so that a mistyped one is seen: all others are refused."""
    own = () if is_loopback(settings.host) or is_every(settings.host) else (settings.host,)
    told = "、".join((*settings.names, *own))
    return f"，接受本机和这些名称的访问：{told}" if told else "，只接受本机的访问"


def _answers(settings: Settings) -> bool:
    connection = HTTPConnection(settings.host, settings.port, timeout=3)  # past the proxies of the environment
    try:
        connection.request("GET", "/_stcore/health")
        return bool(connection.getresponse().read(8) == b"ok")
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()

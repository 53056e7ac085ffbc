"""Settings: environment variables (NIANBAO_…) and a .env file, as typed values.

Each field's description is its documentation; docs/settings.md is tested against this class.
"""

from datetime import date
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import UsageError

_SOURCE = Path(__file__).resolve().parent.parent
_INSTALLED = Path(__file__).resolve().parent / "shipped"


def shipped(name: str) -> Path:
    """A folder or file that travels with the program (prompts, corpus, app.py), from a checkout or a wheel."""
    inside = _INSTALLED / name
    return inside if inside.exists() else _SOURCE / name


def is_safe(address: str) -> bool:
    """Whether what is said to an address nobody else can hear or change: https, or this very machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    local = parts.scheme == "http" and is_loopback(parts.hostname or "")
    return bool(parts.hostname) and (parts.scheme == "https" or local)


def is_address(address: str) -> bool:
    """Whether that is an http or https address with a host, and a port that is one."""
    try:
        parts = urlsplit(address)
        told = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return told and parts.scheme in {"http", "https"} and address.isprintable() and " " not in address


class Settings(BaseSettings):
    """Everything an installation can set. Nothing needs to be."""

    model_config = SettingsConfigDict(env_prefix="NIANBAO_", env_file=".env", env_file_encoding="utf-8", extra="ignore")

    home: Path = Field(Path("~/.nianbao"), description="数据目录：数据库、原始文件、索引都在这里。")
    database_url: str = Field(
        "", description="数据库地址；空为数据目录下的 SQLite 文件。例：postgresql+psycopg://用户:密码@主机/库名"
    )
    chroma_url: str = Field("", description="Chroma 服务地址；空为内嵌在本程序中。例：http://127.0.0.1:8000")
    topics: str = Field(
        "", description="本单位自己的主题文件或者文件夹（yaml），补充随程序附带的主题。例：/etc/nianbao/topics.yaml"
    )
    upload_limit_mb: int = Field(20, ge=1, le=500, description="上传和读取文件的大小上限（MB）。")
    embedding_model: str = Field(
        "", description="向量模型的文件夹或名称；空为随程序附带的小模型。例：/models/bge-small-zh-v1.5"
    )
    llm_provider: Literal["openai", "ollama"] = Field(
        "openai", description="语言模型接口类型：openai（兼容接口）或 ollama。"
    )
    llm_base_url: str = Field("", description="语言模型接口地址；空为不使用语言模型。例：http://10.0.0.8:8000/v1")
    llm_api_key: SecretStr = Field(SecretStr(""), description="语言模型接口密钥，没有可不填。")
    llm_model: str = Field("", description="语言模型名称。例：qwen3-32b")
    llm_timeout: float = Field(
        60.0,
        gt=0,
        allow_inf_nan=False,
        description="等待语言模型回应的秒数，超过即改用离线成文；一次回答连同重试最多为它的 20 倍，"
        "每秒不足 2 个字的也停下。",
    )
    llm_retries: int = Field(2, ge=0, le=10, description="语言模型繁忙或出错时重试的次数。")
    digest: Literal["sha256", "sm3"] = Field(
        "sha256", description="操作记录链所用的摘要算法：sha256 或 sm3（国密）。改动后只用于新的记录。"
    )
    idle_minutes: int = Field(30, ge=1, le=1440, description="登录后多少分钟没有操作即退出登录。")
    session_hours: int = Field(12, ge=1, le=168, description="登录后最多多少小时必须重新登录。")
    oidc_issuer: str = Field(
        "",
        description="统一身份认证平台（OIDC）的签发地址，须以 https:// 开头；空为只用本地账号。"
        "例：https://sso.xx.gov.cn/realms/gov",
    )
    oidc_client: str = Field("", description="本系统在统一身份认证平台登记的客户端编号（client_id）。例：nianbao")
    oidc_secret: SecretStr = Field(SecretStr(""), description="平台发给本系统的客户端密钥（client_secret）。")
    oidc_name: str = Field("统一身份认证", description="登录页上怎样称呼这个平台。")
    oidc_scope: str = Field("openid profile", description="登录时向平台要的范围（scope），用空格分开，须含 openid。")
    oidc_account: str = Field(
        "preferred_username",
        description="平台给出的哪一项是用户名，平台没有给出的用 sub。须是本人不能自行修改的一项。",
    )
    oidc_roles: str = Field(
        "",
        description="平台给出的哪一项是角色，例如 groups 或者 realm_access.roles；空为按本系统的账号名单登录。",
    )
    oidc_map: str = Field(
        "", description="平台的角色对应本系统哪个机关的哪个角色（yaml 文件）。例：/etc/nianbao/roles.yaml"
    )
    deadline: str = Field("01-31", pattern=r"^\d{2}-\d{2}$", description="部门报送和公布的截止日期（月-日）。")
    government_deadline: str = Field(
        "03-31", pattern=r"^\d{2}-\d{2}$", description="政府年度报告公布的截止日期（月-日）。"
    )
    overview_limit: int = Field(0, ge=0, description="总体情况字数上限，0 为不限。")
    demo: bool = Field(True, description="首次启动时放入示例机关，可在工作台一键移除。")
    port: int = Field(8501, ge=1, le=65535, description="网页服务端口。")
    host: str = Field("127.0.0.1", description="网页服务监听地址；没有账号时只能是本机，有账号时可以是任何地址。")
    hosts: str = Field(
        "",
        description="除本机外，浏览器地址栏里可以用来访问的名称，多个用逗号分开，其他名称一律拒绝。例：nianbao.xx.gov.cn",
    )

    log: Literal["text", "json"] = Field(
        "text",
        description="网页服务写到标准错误的运行日志：text 为文字，json 为每行一个 JSON，其中没有人员、地址和文字内容。",
    )
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="从其他电脑读取 /metrics 时在 Authorization: Bearer 后面给出的口令；空为只能在本机读取。",
    )

    @field_validator("deadline", "government_deadline")
    @classmethod
    def _a_day(cls, value: str) -> str:
        date.fromisoformat(f"2025-{value}")
        return value

    @field_validator("llm_base_url")
    @classmethod
    def _an_endpoint(cls, value: str) -> str:
        """Where a model answers; within an office's own network that is plain http."""
        value = value.strip()
        if value and not is_address(value):
            raise ValueError(value)
        return value

    @field_validator("llm_model")
    @classmethod
    def _a_model(cls, value: str) -> str:
        if not value.isprintable():
            raise ValueError(value)
        return value.strip()

    @field_validator("oidc_issuer")
    @classmethod
    def _an_issuer(cls, value: str) -> str:
        """Who vouches for people is asked under encryption; in the clear, only on the machine itself."""
        if value and not is_safe(value):
            raise ValueError(value)
        return value

    @field_validator("oidc_scope")
    @classmethod
    def _for_identities(cls, value: str) -> str:
        if "openid" not in value.split():
            raise ValueError(value)
        return value

    @property
    def data(self) -> Path:
        """The data folder, absolute."""
        return self.home.expanduser().resolve()

    @property
    def database(self) -> str:
        """The SQLAlchemy URL actually used."""
        return self.database_url or f"sqlite:///{self.data / 'nianbao.db'}"

    @property
    def has_model(self) -> bool:
        """Whether a language model endpoint is configured."""
        return bool(self.llm_base_url and self.llm_model)

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which the service is reached beside the machine's own: those that are set, as they are set."""
        return tuple(name for one in self.hosts.replace("，", ",").split(",") if (name := one.strip()))

    @property
    def upload_limit(self) -> int:
        """Bytes an input file may have."""
        return self.upload_limit_mb * 1024 * 1024


def is_loopback(name: str) -> bool:
    """Whether a name or an address is that of the machine itself, which nobody else's can be made to stand for."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def is_every(address: str) -> bool:
    """Whether an address to listen on is that of all of the machine's: a name nobody types."""
    try:
        return ip_address(address).is_unspecified
    except ValueError:
        return False


@cache
def load() -> Settings:
    """The settings of this process; raises UsageError naming the one that is wrong."""
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors()[0]
        name = "NIANBAO_" + str(first["loc"][0]).upper()
        raise UsageError(f"设置 {name} 的值“{first.get('input')}”不符合要求，请对照设置说明修改。") from problem
    except PermissionError as problem:
        # Not passed over: who meant the settings in it would be working in another data folder.
        raise UsageError(
            f"当前文件夹“{Path.cwd()}”中的 .env 无权读取，没有运行。请先换到运行的账号进得去的文件夹，"
            "例如 cd /；如果这里就是数据目录，请把它交给运行的账号。"
        ) from problem

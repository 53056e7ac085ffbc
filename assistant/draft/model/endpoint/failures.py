"""What can go wrong with an endpoint, as sentences for a person; addresses and keys never appear in them."""

from typing import Any

from assistant.draft.model.endpoint.pieces import text_of
from assistant.errors import ModelUnavailable

_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_SAID = {
    400: "语言模型接口不接受这次请求，请管理员核对模型名称和接口类型。",
    401: "语言模型接口拒绝了密钥，请管理员核对密钥设置。",
    403: "语言模型接口拒绝访问，请管理员核对密钥和权限。",
    404: "语言模型接口找不到所设的模型，请管理员核对接口地址和模型名称。",
    413: "送给语言模型的内容过长，请减少工作事实或者引用的资料。",
    422: "语言模型接口不接受这次请求，请管理员核对模型名称和接口类型。",
    429: "语言模型正忙，稍后可以再试。",
}
CUT = "语言模型的回答中途断开，稍后可以再试。"
ENDLESS = "语言模型的回答过长，已停下，可以换个说法再试。"
SLOW = "语言模型在规定时间内没有回应，稍后可以再试。"
LATE = "语言模型在规定时间内没有答完，已停下，稍后可以再试；如果模型本来就慢，请管理员调大等待的秒数。"
REDIRECTED = "语言模型接口要求转到另一个地址，程序没有转过去，请管理员把接口地址设为真正的地址。"
UNREACHABLE = "连不上语言模型接口，请管理员检查网络和接口地址。"
BROKEN = "语言模型接口出错，稍后可以再试。"


class Stopped(Exception):
    """A person pressed stop; what had arrived is in `text`, and as LangChain's message in `whole`."""

    def __init__(self, whole: Any = None) -> None:
        """Keep what had arrived."""
        super().__init__("已停止")
        self.whole = whole
        self.text = "" if whole is None else text_of(whole)


class EndpointFailed(ModelUnavailable):
    """An endpoint that failed: whether that may pass, and its HTTP status, 0 where there was none."""

    def __init__(self, message: str, *, transient: bool, status: int = 0) -> None:
        """Keep what is known of the failure."""
        super().__init__(message)
        self.transient = transient
        self.status = status


def explained(problem: Exception, *, begun: bool) -> EndpointFailed:
    """The failure as a sentence, by its status or kind; never its own words, which may hold the address."""
    status = getattr(problem, "status_code", None)
    if isinstance(status, int):
        return EndpointFailed(_SAID.get(status, BROKEN), transient=status in _TRANSIENT, status=status)
    kinds = {kind.__name__ for kind in type(problem).__mro__}
    names = " ".join(kinds)  # APIConnectionError, ConnectError; APITimeoutError, ReadTimeout
    if "Timeout" in names:
        return EndpointFailed(SLOW, transient=False)
    lost = "Connect" in names or kinds & {"RemoteProtocolError", "ReadError", "IncompleteRead"}
    if lost:
        return EndpointFailed(CUT if begun else UNREACHABLE, transient=True)
    return EndpointFailed(BROKEN, transient="JSONDecodeError" in kinds or "APIError" in names)

"""What can be chosen on 管理, in the office's words: what each is called, and what is expected of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A setting: its label on the page, and what a right value is, to end the sentence “…应当是”."""

    label: str
    expected: str


_DAY = "月-日，各写两位数字，例如 01-31，而且是每年都有的一天"
FIELDS = {
    "llm_provider": Field("接口类型", "OpenAI 兼容接口（openai）或者 ollama"),
    "llm_base_url": Field(
        "接口地址", "以 http:// 或者 https:// 开头的完整地址，例如 http://10.0.0.8:8000/v1，不使用的留空"
    ),
    "llm_model": Field("模型名称", "模型在接口上的名称，写在一行里，例如 qwen3-32b"),
    "llm_api_key": Field("密钥", "接口给出的密钥，只含英文字母、数字和符号，没有空格"),
    "llm_timeout": Field("等待的秒数", "大于 0 的数，例如 60"),
    "llm_retries": Field("重试次数", "0 到 10 的整数"),
    "deadline": Field("部门截止日期", _DAY),
    "government_deadline": Field("政府截止日期", _DAY),
    "overview_limit": Field("总体情况字数上限", "0 或者正整数，0 为不限"),
}

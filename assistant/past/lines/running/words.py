"""The words of words.yaml: what a page printed as one line is cut by."""

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from assistant.prose.wordfile import load


class RunningFile(BaseModel):
    """What words.yaml may say; no list may be empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title_ends: list[str] = Field(min_length=1)
    joining: list[str] = Field(min_length=1)
    aspect_ends: list[str] = Field(min_length=1)
    sentence_opens: list[str] = Field(min_length=1)
    first_points: list[str] = Field(min_length=1)
    quoted_before: list[str] = Field(min_length=1)
    listed_behind: list[str] = Field(min_length=1)
    never_counted: list[str] = Field(min_length=1)
    portal: list[str] = Field(min_length=1)
    foot: list[str] = Field(min_length=1)
    opening: list[str] = Field(min_length=1)


@cache
def running() -> RunningFile:
    """The words, checked once."""
    return load("assistant.past.lines.running", "words.yaml", RunningFile)

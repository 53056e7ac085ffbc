"""asking: what a colleague would ask of the year, each question with where it comes from and a quick answer."""

from assistant.asking.answering import Answer, answer
from assistant.asking.belonging import is_elsewhere
from assistant.asking.progress import Asked, Progress, progress
from assistant.asking.question import SOURCE_NAMES, Question
from assistant.asking.questions import questions

__all__ = ["SOURCE_NAMES", "Answer", "Asked", "Progress", "Question", "answer", "is_elsewhere", "progress", "questions"]

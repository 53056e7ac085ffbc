"""asking: what a colleague would ask of the year, each question with where it comes from and a quick answer."""

from assistant.asking.answering import Answer, answer
from assistant.asking.belonging import is_elsewhere
from assistant.asking.question import SOURCE_NAMES, Question
from assistant.asking.questions import questions
from assistant.asking.quoting import without_private

__all__ = ["SOURCE_NAMES", "Answer", "Question", "answer", "is_elsewhere", "questions", "without_private"]

"""topics: the field's work as data: what names a piece of work, how it is asked about, how it is officially said."""

from assistant.topics.loading import catalogue, check_file
from assistant.topics.matching import Match, best, named
from assistant.topics.shape import sections
from assistant.topics.topic import Catalogue, Counted, Topic

__all__ = ["Catalogue", "Counted", "Match", "Topic", "best", "catalogue", "check_file", "named", "sections"]

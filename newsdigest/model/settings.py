"""What holds for the whole site in one build."""

from datetime import datetime

from msgspec import Struct

from newsdigest.model.config import Config
from newsdigest.model.problem import Problem
from newsdigest.model.vocabulary import Vocabulary


class Settings(Struct, frozen=True):
    """What holds for the whole site."""

    config: Config
    vocabulary: Vocabulary
    now: datetime
    """The build instant, in UTC."""
    problems: tuple[Problem, ...]

"""What holds for the whole site in one build."""

from dataclasses import dataclass
from datetime import datetime

from newsdigest.model.config import Config
from newsdigest.model.problem import Problem
from newsdigest.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole site."""

    config: Config
    vocabulary: Vocabulary
    now: datetime
    """The build instant, in UTC."""
    problems: tuple[Problem, ...]

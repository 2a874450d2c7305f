"""What can stand in the way of sharing, beside what stands in the way of everything."""

from csaleads.core.errors import DomainError


class TooFewAlike(DomainError):
    """Fewer records of the area than the smallest group answer to the description."""


class NothingToLearn(DomainError):
    """The part without which there is nothing to learn from is empty."""


class NobodyToReview(DomainError):
    """Nobody of the area may review it: all who hold the role took part."""


class CouldIdentify(DomainError):
    """It was to be confirmed, although an answer says that somebody could be recognised."""


class ChangeNotSaid(DomainError):
    """It was to be sent back without saying what to change."""


class NotReadYet(DomainError):
    """It was to be answered by somebody who has not opened it since it was proposed."""


class TooFewUsed(DomainError):
    """A theme was to rest on fewer consultations than the smallest number."""


class NotTrueOfAll(DomainError):
    """What a theme says of whom it is about is not true of every version on which it rests: `part` is where."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part

"""Errors that every room raises. They carry data; pages choose the words."""


class DomainError(Exception):
    """A rule of the service was about to be broken. Subclasses are named for the rule."""


class NotFound(DomainError):
    """The thing does not exist, or does not exist for this person: the two are never told apart."""


class NotAllowed(DomainError):
    """The person may see the thing but not do this to it. Pages answer it as 404 unless they know better."""


class WrongState(DomainError):
    """The thing is no longer in a state from which this can be done."""

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"cannot {verb} from {state}")
        self.verb = verb
        self.state = state


class ChangedMeanwhile(DomainError):
    """Somebody else saved a newer version since this person opened the page."""


class HiddenNow(DomainError):
    """The words are hidden while something in them that identifies somebody is being corrected. The rest goes on."""


class InvalidChoice(DomainError):
    """A value that the pages do not offer was sent for `field`."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field

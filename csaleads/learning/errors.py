"""What can be wrong with a resource that somebody wants to keep."""

from csaleads.core.errors import DomainError


class NoTopic(DomainError):
    """It belongs to no topic: nobody would find it where they learn."""


class NotAWebAddress(DomainError):
    """Its link does not begin with https, or leads nowhere."""


class LeadsNowhere(DomainError):
    """It has neither a link nor a file, or both."""


class NoSiteAnswers(DomainError):
    """Of all links that were asked for not one had an answer: the machine cannot go out."""

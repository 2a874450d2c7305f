"""At which place of the navigation a page stands, where its own address does not tell: a request that is somebody else's
stands at the queue, one's own at "My requests"."""

from flask import g, request

STANDS_AT = "csaleads_stands_at"


def stand_at(endpoint: str) -> None:
    """The page of this request stands where the page of `endpoint` does."""
    setattr(g, STANDS_AT, endpoint)


def standing_at() -> str:
    """The endpoint that tells where the page of this request stands."""
    found: str = g.get(STANDS_AT) or request.endpoint or ""
    return found

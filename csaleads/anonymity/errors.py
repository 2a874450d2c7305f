"""Texts that are not screened, and so must not be stored."""


class TextTooLong(Exception):
    """More characters than are screened at once."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length = length
        self.limit = limit

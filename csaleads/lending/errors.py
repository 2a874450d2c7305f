"""Rules of lending, each named for what was about to be broken."""

from uuid import UUID

from csaleads.core.errors import DomainError


class AskedAlready(DomainError):
    """The area has asked for it and has no last answer yet, or has it on loan: `loan_id` is that."""

    def __init__(self, loan_id: UUID) -> None:
        super().__init__(str(loan_id))
        self.loan_id = loan_id

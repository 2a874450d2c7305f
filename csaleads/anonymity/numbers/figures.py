"""What figures say by themselves: that they keep the checksum of an NHS number, or only show how a number looks."""

import re

_PLACEHOLDER = re.compile(r"(\d)\1+|0?1234567890?|0?123456789")


def has_nhs_checksum(digits: str) -> bool:
    """Whether ten digits keep the NHS checksum (modulus 11, NHS Data Dictionary)."""
    check = 11 - sum(int(digit) * (10 - i) for i, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])


def is_placeholder(digits: str) -> bool:
    """Whether a form shows them in place of a number: "0000000000", "01234567890"."""
    return bool(_PLACEHOLDER.fullmatch(digits))

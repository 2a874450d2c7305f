"""The checksum of NHS numbers."""


def has_nhs_checksum(digits: str) -> bool:
    """Whether ten digits keep the NHS checksum (modulus 11, NHS Data Dictionary)."""
    check = 11 - sum(int(digit) * (10 - i) for i, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])

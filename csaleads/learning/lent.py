"""How what another area lent is credited, in one line, wherever it is shown."""


def credit(lender_name: str, edition: int, terms: str) -> str:
    """ "Shared by Southholt, edition 2. May be adapted; say where it is from." Empty where nobody lent it."""
    if not lender_name:
        return ""
    said = f" {terms.rstrip('.')}." if terms else ""
    return f"Shared by {lender_name}, edition {edition}.{said}"

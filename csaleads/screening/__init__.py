"""Screening at work: every text that is sent is looked at for what could identify somebody, and nothing unanswered is stored."""

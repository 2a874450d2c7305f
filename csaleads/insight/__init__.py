"""Uptake and the audit trail: reads the other rooms, owns no tables, shows counts and never a word of narrative."""

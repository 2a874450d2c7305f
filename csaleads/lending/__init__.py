"""Between areas: what an area asks another for, on what terms it is lent, and what became of it."""

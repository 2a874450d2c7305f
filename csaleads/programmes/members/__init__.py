"""Members of a cohort: joining, places, leaving, and what is wiped of them."""

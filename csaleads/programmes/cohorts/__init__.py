"""Cohorts: planning and setting up, the list of them, how far each member is, what is one's own."""

"""Learning days: their sessions, their packs, moving and holding them."""

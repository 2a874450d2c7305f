"""Who may do what: permissions, the roles that carry them, and the guards that every page needs. Default deny."""

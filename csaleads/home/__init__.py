"""Each role's first page, the navigation, and the pages about the service itself. Reads every room, owns no table."""

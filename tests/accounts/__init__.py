"""People and areas: signing in, invitations, roles, leaving."""

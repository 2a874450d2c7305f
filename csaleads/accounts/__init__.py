"""Areas, teams, people and their dated roles; invitations, sign-in and sessions. History is kept, never overwritten."""

"""What moderators do: posts that wait, reports, acts on threads and people, appeals, watched phrases."""

"""What is new and for whom: following, mentions, announcements, what has been read, the digest."""

"""The forum of the network: spaces, threads, posts, what is new in them, polls and events, moderation, what is kept of talk.

Who asks anonymously is known to moderators alone. Every text is screened more strictly than a record. Two who answer at once both
keep their words.
"""

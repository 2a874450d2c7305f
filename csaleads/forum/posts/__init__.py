"""One post: writing, drafts, editions, taking back, thanks, the accepted answer."""

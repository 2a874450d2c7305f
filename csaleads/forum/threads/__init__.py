"""A thread: beginning it, its page, who may write in it now."""

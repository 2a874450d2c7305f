"""What a person learns on the way: their own CPD, how ready they feel topic by topic, and sitting in on a colleague's clinic."""

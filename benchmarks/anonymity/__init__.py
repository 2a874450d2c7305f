"""The screening's own examination: invented notes with every identifier marked, and what measures a screener by them."""

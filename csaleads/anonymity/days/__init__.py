"""Days that fix an event or a birth."""

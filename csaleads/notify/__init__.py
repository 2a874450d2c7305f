"""Messages to people, in the app and by mail. They say that there is something to read, and where; never what."""

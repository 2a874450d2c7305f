"""A mail server as small as a test needs: keeps what it is given, or refuses it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Inbox(socketserver.ThreadingTCPServer):
    """Listens on a free port; `mails` are the texts received. `answer` is what it says to a recipient."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, answer: str = "250 ok") -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.answer = answer
        self.mails: list[str] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Conversation(socketserver.StreamRequestHandler):
    server: Inbox

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline():
            verb = line.split(None, 1)[0].upper().decode() if line.strip() else ""
            if verb == "DATA":
                self._say("354 go on")
                self.server.mails.append(self._text())
                self._say("250 kept")
            elif verb == "RCPT":
                self._say(self.server.answer)
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _text(self) -> str:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.decode())
        return "".join(lines)

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


@contextmanager
def serve(answer: str = "250 ok") -> Iterator[Inbox]:
    """A server that runs until the end of the block."""
    with Inbox(answer) as inbox:
        thread = threading.Thread(target=inbox.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield inbox
        finally:
            inbox.shutdown()
            thread.join()

"""The yardstick: a Flask application with one route that answers 30 kB and does nothing else."""

from flask import Flask, Response

BODY = "<!DOCTYPE html><title>Bare</title><h1>Bare</h1>" + "<p>Thirty thousand bytes.</p>\n" * 999

app = Flask(__name__)


@app.get("/")
def bare() -> Response:
    """The same 30 kB each time."""
    return Response(BODY, mimetype="text/html")

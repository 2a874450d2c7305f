"""Entry point of the WSGI server and of `flask --app app`."""

from csaleads import create_app

app = create_app()

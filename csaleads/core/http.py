"""What every answer carries: security headers, caching, a request id; and the line that the log keeps of it."""

import logging
import time
from secrets import token_hex

from flask import Flask, Response, abort, g, request
from flask.globals import request_ctx
from werkzeug.middleware.proxy_fix import ProxyFix

from csaleads.core import input_bounds

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
HSTS = "max-age=63072000; includeSubDomains"
NO_STORE = "no-store"

log = logging.getLogger("csaleads.request")


def install(app: Flask) -> None:
    """Put headers on every answer and write one log line for it: route, status and time, never a path or a person."""
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    input_bounds.install(app)
    headers = SECURITY_HEADERS | ({"Strict-Transport-Security": HSTS} if app.config["IS_HTTPS"] else {})

    @app.before_request
    def start_clock() -> None:
        g.request_id = token_hex(8)
        g.started = time.perf_counter()
        if request_ctx.url_adapter is None:  # a host that is not ours: the page that says so still has links
            request_ctx.url_adapter = app.url_map.bind("localhost", request.root_path or "/")
            abort(400)
        if input_bounds.is_outside(request):
            abort(404)

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers.extend(headers)  # nothing else sets them, so nothing is looked for
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", NO_STORE)
            response.headers["X-Request-ID"] = g.get("request_id", "")
            _log(response)
        elif "v" not in request.args:
            response.headers["Cache-Control"] = "no-cache"  # its address does not change with its content
        return response


def _log(response: Response) -> None:
    if not log.isEnabledFor(logging.INFO):
        return
    rule = request.url_rule.rule if request.url_rule else "-"
    elapsed = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
    line = {
        "request_id": g.get("request_id"),
        "method": request.method,
        "route": rule,
        "status": response.status_code,
        "milliseconds": round(elapsed, 1),
    }
    # What log.info() does, without looking through the stack for who called it: it is always this line.
    log.handle(log.makeRecord(log.name, logging.INFO, __file__, 0, "request", (), None, extra=line))


def came_from_our_own_page() -> bool:
    """Whether the browser says that one of our own pages sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")

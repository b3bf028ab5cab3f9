"""Headers of every answer: what a browser may load, frame, guess and keep."""

from flask import Flask, Response, request

from server.web import origin

POLICY = "; ".join([
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
    "connect-src 'self'", "font-src 'self'", "manifest-src 'self'", "worker-src 'self'", "form-action 'self'",
    "frame-ancestors 'none'", "base-uri 'none'"])
ALWAYS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store"}
HSTS = "max-age=31536000"


def install(app: Flask) -> None:
    """Put the headers on every answer, errors included; what a view has said itself stands."""
    app.after_request(_complete)


def _complete(response: Response) -> Response:
    said = {name for name, _ in response.headers}
    wanted = {**ALWAYS, "Strict-Transport-Security": HSTS} if origin.own(request).startswith("https:") else ALWAYS
    for name, value in wanted.items():
        if name not in said:
            response.headers.add(name, value)
    return response

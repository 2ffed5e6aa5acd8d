"""What every answer tells a browser to keep from: beside the policies of content and frames that libraries set."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
NOT_USED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
    *("gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get"),
    *("screen-wake-lock", "usb", "web-share", "xr-spatial-tracking"),
)
ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_USED),
}


def with_headers(get_response: Answer) -> Answer:
    """No other site may embed an answer; nothing but files of the pages is kept; search engines see what the public
    sees."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response[name] = value
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        if response.status_code >= 400 or not _is_for_everybody(request):
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware


def _is_for_everybody(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return not (actor is not None and actor.is_signed_in)

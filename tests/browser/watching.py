"""What goes wrong in a window without anybody seeing it."""

from playwright.sync_api import ConsoleMessage, Page, Request

# Chromium writes these for every answer above 399; the pages that are meant to refuse do it too.
EXPECTED = "Failed to load resource: the server responded with a status of 4"


class Watch:
    """Collects errors of the console (the security policy speaks there too) and of scripts."""

    def __init__(self) -> None:
        self.troubles: list[str] = []

    def follow(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("requestfailed", self._failed)

    def taken(self) -> list[str]:
        """What went wrong since the last time."""
        taken, self.troubles = self.troubles, []
        return taken

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            self.troubles.append(f"{message.location.get('url')}: {message.text}")

    def _failed(self, request: Request) -> None:
        # A page that is left behind breaks off what it was still fetching.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"{request.url}: {request.failure}")

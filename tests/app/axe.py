"""What axe finds wrong in our own markup."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Streamlit's own: the frame that it puts around the screens, and the roles inside its widgets.
NOT_OURS = [
    ['[data-testid="stToolbar"]'], ['[data-testid="stHeader"]'], ['[data-testid="stTooltipIcon"]'],
    ['[data-testid="stFileUploaderDropzone"]'], ["#stFloatingOverlayPortal"],
]  # fmt: skip


def violations(page: Page) -> list[str]:
    """One line per rule that is broken, with the elements that break it."""
    found = Axe().run(page, context={"exclude": NOT_OURS}).response["violations"]
    return [f"{one['id']}: {', '.join(str(node['target']) for node in one['nodes'][:5])}" for one in found]

"""What people click on a hub: the login, formgrader's signs, the Assignment List."""

from classes import ASSIGNMENT
from test_browser import PATIENCE


def log_in(hub, page, name):
    """Give name and password; the server takes its time, and others can log in meanwhile."""
    page.set_default_timeout(PATIENCE)
    page.goto(f"{hub.address}/hub/login")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(hub.password)
    page.get_by_role("button", name="Sign in").click()


def in_formgrader(hub, page, action):
    """The teacher clicks one of the signs beside the lesson, and is told that it is done."""
    page.goto(f"{hub.address}/user/{hub.teacher}/formgrader/manage_assignments")
    page.locator("tr", has_text=ASSIGNMENT).locator(f".{action} a").click()
    page.locator("#success-modal").wait_for()


def in_the_list(page, button, of, then):
    """A student clicks a button in the Assignment List, and waits for what comes of it."""
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Assignment List").click()
    page.locator(f"#{of}_assignments_list").get_by_role("button", name=button).click()
    page.locator(f"#nbgrader-assignment-list {then}").wait_for()

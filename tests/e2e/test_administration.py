"""An administrator's way: somebody invited, a source tried on a file, a key made once and revoked."""

import re
import wave
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from qa.access import Role
from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, visiting
from tests.e2e.furnished import Furnished, enter
from tests.e2e.test_coverage import fits

pytestmark = [pytest.mark.e2e]

VISITORS = {"zh": Visitor("zh-CN"), "en": Visitor("en-GB"), "phone": Visitor("zh-CN", size=NARROW)}


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A second of a tone on channel 0, and nothing on channel 1."""
    tone = (8000 * np.sin(np.arange(8000) / 8000 * 2 * np.pi * 440)).astype("<i2")
    path = tmp_path / "a7_inbound.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(np.stack([tone, np.zeros_like(tone)], axis=1).tobytes())
    return path


@pytest.mark.parametrize("visitor", VISITORS)
def test_axe_finds_nothing_serious_on_any_part(
    browser: Browser, furnished_house: Furnished, visitor: str
) -> None:
    with visiting(browser, furnished_house.address, VISITORS[visitor]) as page:
        enter(page, furnished_house, Role.ADMINISTRATOR)
        for part in ("people", "teams", "sources", "keys", "notices", "models", "settings"):
            page.goto(f"/administration/{part}")
            page.locator("h2").first.wait_for()
            assert fits(page), part
            check(page)


def test_somebody_is_invited_and_comes_in_with_the_token(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.ADMINISTRATOR)
        page.goto("/administration/people")
        page.get_by_role("button", name="Invite somebody").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Login").fill("emma")
        dialog.get_by_label("Name", exact=True).fill("Emma Reed")
        dialog.get_by_role("checkbox", name="Compliance").check()
        check(page)
        dialog.get_by_role("button", name="Invite somebody").click()
        token = page.get_by_role("dialog").locator("code").inner_text()
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(page.locator("tr", has_text="Emma Reed")).to_contain_text("Compliance")
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        page.goto("/password")
        for field, text in (("login", "emma"), ("token", token), ("password", "quiet orange lantern")):
            page.locator(f"input[name={field}]").fill(text)
        page.locator("input[name=again]").fill("quiet orange lamp")
        page.locator("form button[type=submit]").click()
        expect(page.get_by_role("alert")).to_have_text("The two passwords differ.")
        page.locator("input[name=again]").fill("quiet orange lantern")
        page.locator("form button[type=submit]").click()
        expect(page.get_by_text("The password is set")).to_be_visible()


def test_a_file_dropped_on_a_source_tells_the_agents_side(
    browser: Browser, furnished_house: Furnished, recording: Path
) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.ADMINISTRATOR)
        page.goto("/administration/sources")
        page.locator("input[type=file]").set_input_files(recording)
        expect(page.get_by_text("The agent is on channel 1.")).to_be_visible()
        expect(page.get_by_text("Nothing is heard on it.")).to_be_visible()
        expect(page.get_by_text("pbx/a7_inbound.wav")).to_be_visible()
        page.get_by_role("combobox", name="Source").select_option("upload")
        expect(page.get_by_text("The agent is on channel 0.")).to_be_visible()
        check(page)


def test_a_key_is_shown_once_and_revoked(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.ADMINISTRATOR)
        page.goto("/administration/keys")
        page.get_by_role("button", name="Make a key").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Name", exact=True).fill("dashboard")
        dialog.get_by_role("button", name="Make a key").click()
        secret = page.get_by_role("dialog").locator("code").inner_text()
        assert len(secret) > 30
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(page.get_by_text(secret)).to_have_count(0)
        row = page.locator("tr", has_text="dashboard")
        row.get_by_role("button", name="Revoke").click()
        page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
        expect(row).to_contain_text(re.compile("Revoked on"))


def test_people_are_told_nothing_in_quiet_hours_and_a_test_is_sent(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.ADMINISTRATOR)
        page.goto("/administration/notices")
        page.get_by_role("button", name="Add a receiver").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("Quiet hours")).to_have_count(0)
        dialog.get_by_label("By", exact=True).select_option("email")
        dialog.get_by_label("Address").fill("desk@example.com")
        dialog.get_by_role("checkbox").first.check()
        dialog.get_by_label("From").fill("22:00")
        dialog.get_by_label("Until").fill("07:00")
        check(page)
        dialog.get_by_role("button", name="Add a receiver").click()
        row = page.locator("tr", has_text="desk@example.com").first
        expect(row).to_contain_text("Quiet 22:00–07:00, Asia/Shanghai")
        row.get_by_role("button", name="Send a test").click()
        expect(page.get_by_text("The test message is on its way")).to_be_visible()


def test_leaderboards_say_what_they_mean_and_show_once_turned_on(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/team?rubric=compliance")
        expect(page.get_by_role("tab", name="Beside the team")).to_be_visible()
        expect(page.get_by_role("tab", name="Leaderboard")).to_have_count(0)
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.ADMINISTRATOR)
        page.goto("/administration/settings")
        row = page.locator("tr", has_text="Leaderboards")
        expect(row).to_contain_text("People are compared by name")
        row.get_by_role("button", name="Turn on").click()
        page.get_by_role("dialog").get_by_label("What for").fill("Agreed with the works council.")
        page.get_by_role("dialog").get_by_role("button", name="Turn on").click()
        expect(row).to_contain_text("Agreed with the works council.")
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/team?rubric=compliance&view=board")
        page.locator("tbody td a[href*='/team/calls']").first.click()
        page.wait_for_url("**/team/calls?*agent=a*")

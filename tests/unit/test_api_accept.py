import pytest

from api.accept import choose

OFFERED = ("application/json", "application/x-subrip", "text/vtt", "text/plain")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/vtt", "text/vtt"),
        ("TEXT/VTT; charset=utf-8", "text/vtt"),
        ("text/*", "text/vtt"),
        ("text/plain, text/vtt;q=0.5", "text/plain"),
        ("text/*;q=0.5, text/plain", "text/plain"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("application/json;q=0, */*", "application/x-subrip"),
        ("text/vtt;q=nonsense, text/plain;q=0.1", "text/plain"),
        ("image/png", None),
        ("*/*;q=0", None),
        (";;,,", None),
    ],
)
def test_the_best_liked_format_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERED) == chosen

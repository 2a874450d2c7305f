"""The drawing of the life cycles says what the tables say."""

from scripts import draw_life_cycles


def test_the_drawing_is_up_to_date() -> None:
    kept = draw_life_cycles.TARGET.read_text(encoding="utf-8")

    assert kept == draw_life_cycles.drawn(), "run: python scripts/draw_life_cycles.py"


def test_every_verb_is_drawn() -> None:
    text = draw_life_cycles.section("T", "s", [("a", "go_on", "b"), ("a", "jump", "b"), ("b", "stay", "b")])

    assert "a --> b: go on, jump" in text
    assert "[*] --> a" in text
    assert "b --> [*]" in text

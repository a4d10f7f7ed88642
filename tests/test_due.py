"""When the time of a promise is over."""

from __future__ import annotations

from datetime import datetime

import pytest

from deescalate import Deescalator
from deescalate._due import due

AT = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - a Monday, wherever
TODAY, TOMORROW, FRIDAY = "2026-11-23", "2026-11-24", "2026-11-27"
END = "23:59:59"


@pytest.mark.parametrize(
    ("language", "sentence", "over"),
    [
        ("en", "I will call you by 5 pm.", f"{TODAY} 17:00:00"),
        ("en", "You will hear from me by 8:30 am.", f"{TOMORROW} 08:30:00"),
        ("en", "We will ring you at 3 o'clock.", f"{TODAY} 15:00:00"),
        ("en", "It arrives tomorrow at 17:30.", f"{TOMORROW} 17:30:00"),
        ("en", "I'll get back to you by 9 am on Friday.", f"{FRIDAY} 09:00:00"),
        ("en", "You will have it by noon.", f"{TODAY} 12:00:00"),
        ("en", "It takes 2-3 working days.", "2026-11-26 09:00:00"),
        ("en", "It ships on 3 December.", f"2026-12-03 {END}"),
        ("en", "It ships on March 31.", f"2027-03-31 {END}"),
        ("en", "It ships on February 31.", None),
        ("en", "We are on it.", None),
        ("nb", "Jeg ringer deg innen kl. 15.", f"{TODAY} 15:00:00"),
        ("nb", "Du får svar i dag.", f"{TODAY} {END}"),
        ("nb", "Vi svarer innen to timer.", f"{TODAY} 11:00:00"),
        ("lv", "Zvanīšu līdz plkst. 15.", f"{TODAY} 15:00:00"),
        ("lv", "Atbildēsim līdz piektdienai plkst. 12.00.", f"{FRIDAY} 12:00:00"),
        ("fi", "Vastaan perjantaina kello 12.", f"{FRIDAY} 12:00:00"),
        ("fi", "Lähetän sen 3. joulukuuta.", f"2026-12-03 {END}"),
        ("ko", "오늘 오후 3시까지 전화드리겠습니다.", f"{TODAY} 15:00:00"),
        ("ko", "11월 25일까지 보내 드리겠습니다.", f"2026-11-25 {END}"),
        ("ko", "1월 5일까지 보내 드리겠습니다.", f"2027-01-05 {END}"),
        ("ko", "두 시간 안에 연락드리겠습니다.", f"{TODAY} 11:00:00"),
        ("ru", "Отвечу до 17 часов сегодня.", f"{TODAY} 17:00:00"),
        ("ru", "Отвечу в течение двух часов.", f"{TODAY} 11:00:00"),
        ("ru", "Перезвоню завтра к 10 утра.", f"{TOMORROW} 10:00:00"),
    ],
)
def test_it_is_over_when_a_native_would_say_so(
    language: str, sentence: str, over: str | None
) -> None:
    """Times of day, days, dates and durations, in every language."""
    pack = Deescalator()._languages.named(language)
    then = due(pack, sentence, AT)
    assert (then.isoformat(" ") if then else None) == over


def test_no_language_knows_no_times() -> None:
    """There are no words to reckon by."""
    assert due(Deescalator()._languages.named("und"), "by 5 pm", AT) is None

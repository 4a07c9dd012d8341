"""Dates as lists write them: days and spans in six languages, and no guess where two readings are possible."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.extractors.dates import BACKWARDS, SHORT, UNCLEAR, UNREADABLE, Span, orders, read


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2023-05-13", "2023-05-13", ""),
        ("2023-05-13 00:00:00", "2023-05-13", ""),
        ("2023-05-13T09:00:00+02:00", "2023-05-13", ""),
        ("2023/05/06", "2023-05-06", ""),
        ("2023-05-13/2023-05-15", "2023-05-13", "2023-05-15"),
        ("11–13 May 2022", "2022-05-11", "2022-05-13"),
        ("12-14 May 2023", "2023-05-12", "2023-05-14"),
        ("May 13, 2023", "2023-05-13", ""),
        ("May 11-13, 2023", "2023-05-11", "2023-05-13"),
        ("29 April - 3 May 2024", "2024-04-29", "2024-05-03"),
        ("30 December - 2 January 2024", "2023-12-30", "2024-01-02"),
        ("30 December 2023 – 2 January", "2023-12-30", "2024-01-02"),
        ("Wednesday 3 May to Friday 5 May 2023", "2023-05-03", "2023-05-05"),
        ("Mon 12 May 2023, 14:00-16:00 UTC", "2023-05-12", ""),
        ("1st and 2nd of June 2023", "2023-06-01", "2023-06-02"),
        ("4, 18 and 25 May 2023", "2023-05-04", "2023-05-25"),
        ("13-May-23", "2023-05-13", ""),
        ("1.5.2019", "2019-05-01", ""),
        ("05/13/2023", "2023-05-13", ""),
        ("13/05/2023", "2023-05-13", ""),
        ("05/05/2023", "2023-05-05", ""),
        ("29.04.–03.05.2024", "2024-04-29", "2024-05-03"),
        ("13-15/05/2023", "2023-05-13", "2023-05-15"),
        ("13 May 2023 (tbc)", "2023-05-13", ""),
        ("13 mai 2023", "2023-05-13", ""),
        ("1er août 2023", "2023-08-01", ""),
        ("du 12 au 14 févr. 2023", "2023-02-12", "2023-02-14"),
        ("del 12 al 14 de mayo de 2023", "2023-05-12", "2023-05-14"),
        ("с 12 по 14 мая 2023 г.", "2023-05-12", "2023-05-14"),
        ("12-14 أيار/مايو 2023", "2023-05-12", "2023-05-14"),
        ("١٢ كانون الثاني ٢٠٢٣", "2023-01-12", ""),
        ("2023年5月12日至14日", "2023-05-12", "2023-05-14"),
        ("2023年12月1日", "2023-12-01", ""),
        ("2023-05", "2023-05", ""),
        ("Nov.-Dec. 2023", "2023-11", "2023-12"),
        ("2022-2023", "2022", "2023"),
        ("2019 - ongoing", "2019", ""),
        ("Q2 2025", "2025-04", "2025-06"),
        ("2025-Q2", "2025-04", "2025-06"),
        ("2025 Q1/Q2", "2025-01", "2025-06"),
        ("Q4 2024 – Q1 2025", "2024-10", "2025-03"),
        ("4th quarter of 2025", "2025-10", "2025-12"),
        ("first half of 2025", "2025-01", "2025-06"),
        ("H2 2025", "2025-07", "2025-12"),
        ("2e trimestre 2025", "2025-04", "2025-06"),
        ("segundo semestre de 2025", "2025-07", "2025-12"),
        ("III квартал 2025 г.", "2025-07", "2025-09"),
        ("2025年第二季度", "2025-04", "2025-06"),
        ("الربع الثالث 2025", "2025-07", "2025-09"),
    ],
)
def test_days_and_spans_are_written_in_one_way(words, start, end):
    assert read(words) == Span(start, end, int(start[:4]))


@pytest.mark.parametrize("words", ["", "  ", "-", "TBC", "to be announced", "à confirmer", "por confirmar", "n/a", "待定"])
def test_no_date_is_no_trouble(words):
    assert read(words) == Span()


@pytest.mark.parametrize(
    ("words", "year", "trouble"),
    [
        ("05/06/2023", 2023, UNCLEAR),
        ("05-06-2023", 2023, UNCLEAR),
        ("05/06/2023 – 25/06/2023", 2023, UNCLEAR),
        ("soon", None, UNREADABLE),
        ("99/99/2019", 2019, UNREADABLE),
        ("31 June 2023", 2023, UNREADABLE),
        ("12–14 May", None, UNREADABLE),
        ("13/05/23", None, SHORT),
        ("until 12 May 2023", 2023, UNREADABLE),
        ("second week of May 2023", 2023, UNREADABLE),
        ("Q2", None, UNREADABLE),
        ("99999", None, UNREADABLE),
        ("3 May 2024 – 29 April 2024", 2024, BACKWARDS),
        ("5 May 2023, 7 June 2024", None, UNREADABLE),
    ],
)
def test_what_is_not_certain_is_trouble_and_no_guess(words, year, trouble):
    assert read(words) == Span("", "", year, trouble)


DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
RUSSIAN = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]


@given(DAYS)
def test_every_day_is_read_however_it_is_written(day):
    month = MONTHS[day.month - 1]
    ways = (f"{day.day} {month} {day.year}", f"{month[:3]}. {day.day}, {day.year}", f"{day.day}.{day.month}.{day.year}", day.isoformat())
    more = (f"{day.day} {RUSSIAN[day.month - 1]} {day.year} года", f"{day.year}年{day.month}月{day.day}日")
    assert {read(words).start for words in (*ways, *more)} == {day.isoformat()}


@given(DAYS, st.integers(1, 300))
def test_every_span_is_read_with_what_its_ends_share_said_once(first, length):
    last = first + timedelta(length)
    begun = f"{first.day} {MONTHS[first.month - 1]}" + (f" {first.year}" if first.year != last.year else "")
    short = f"{first.day}" if (first.year, first.month) == (last.year, last.month) else begun
    assert read(f"{short} – {last.day} {MONTHS[last.month - 1]} {last.year}") == Span(first.isoformat(), last.isoformat(), first.year)


@given(st.text(max_size=40))
def test_any_words_give_a_date_or_trouble_and_never_an_error(words):
    assert isinstance(read(words), Span)


MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DAYS = st.dates(date(1950, 1, 1), date(2140, 12, 31))
STYLES = (
    "{0.year}-{0.month:02}-{0.day:02}",
    "{0.day} {1} {0.year}",
    "{0.day:02} {2} {0.year}",
    "{1} {0.day}, {0.year}",
    "{0.day}-{2}-{0.year}",
    "{0.day:02}.{0.month:02}.{0.year}",
    "{0.year}/{0.month:02}/{0.day:02}",
    "{0.year}年{0.month}月{0.day}日",
)


@given(day=DAYS, style=st.sampled_from(STYLES))
def test_a_day_is_read_back_in_every_style(day, style):
    name = MONTHS[day.month - 1]
    assert read(style.format(day, name, name[:3])) == Span(day.isoformat(), "", day.year)


@given(day=DAYS, order=st.sampled_from(["day", "month"]))
def test_a_day_in_figures_is_read_back_in_the_order_that_is_known_and_never_the_other_way(day, order):
    words = f"{day.day}/{day.month}/{day.year}" if order == "day" else f"{day.month}/{day.day}/{day.year}"
    assert read(words, order).start == day.isoformat()
    assert read(words).start in ("", day.isoformat())
    assert orders(words) <= {order}


@given(first=DAYS, length=st.integers(1, 300), dash=st.sampled_from([" - ", "–", " to ", " until "]))
def test_a_span_of_days_is_read_back_however_much_its_first_day_leaves_out(first, length, dash):
    last = first + timedelta(length)
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    begins = [f"{first.day} {MONTHS[first.month - 1]} {first.year}", f"{first.day} {MONTHS[first.month - 1]}", str(first.day)]
    short = begins[0 if first.year != last.year else 1 if first.month != last.month else 2]
    assert {read(f"{begin}{dash}{end}") for begin in (begins[0], short)} == {Span(first.isoformat(), last.isoformat(), first.year)}


def test_a_number_that_a_spreadsheet_has_for_a_day_is_read_and_told():
    assert read("45058") == Span("2023-05-12", "", 2023, note="is the number that a spreadsheet has for 2023-05-12, and was read so")

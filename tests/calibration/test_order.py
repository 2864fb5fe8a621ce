"""What waits for what, from small logs made by hand."""

from procesanalyse.calibration.episodes import with_first_instants
from procesanalyse.calibration.order import order_cases


def _order(log, **kwargs):
    options = {"leave_out": (), "external": (), **kwargs}
    return order_cases(log, range(len(log.cases)), **options)


def test_completions_alone_make_a_chain_in_which_events_of_one_day_are_unordered(hand_log):
    log = hand_log(
        [
            ("k", "a", "2024-02-01"),
            ("k", "b", "2024-02-05"),
            ("k", "c", "2024-02-05"),
            ("k", "d", "2024-02-08"),
        ]
    )
    (case,) = _order(log)
    assert case.after == ((), (0,), (0,), (1, 2))
    assert case.sojourn == (0.0, 4.0, 4.0, 3.0)


def test_a_date_after_a_timed_event_of_the_same_day_waited_for_it_no_whole_day(hand_log):
    log = with_first_instants(hand_log([("k", "a", "2024-02-01 09:00"), ("k", "b", "2024-02-01")]))
    (case,) = _order(log)
    assert case.after == ((), (0,))
    assert case.sojourn == (0.0, 0.0)
    assert case.exact == (True, False)


def test_two_instants_give_parts_of_a_day(hand_log):
    log = hand_log([("k", "a", "2024-02-01 06:00"), ("k", "b", "2024-02-02 18:00")])
    (case,) = _order(log)
    assert case.sojourn == (0.0, 1.5)
    assert case.exact == (True, True)


def test_an_instance_has_its_own_chain_and_begins_after_what_came_last(hand_log):
    rows = [
        ("k", "notified", "2024-02-01", "u1"),
        ("k", "examined", "2024-02-10", "b1"),
        ("k", "notified", "2024-02-20", "u2"),
        ("k", "heard", "2024-03-01", "b1"),
        ("k", "screened", "2024-03-05", "u2"),
    ]
    log = hand_log(rows, columns=("case_id", "activity", "time", "instance"))
    (case,) = _order(log, external=("notified",))
    assert case.after == ((), (0,), (), (1,), (2,))
    assert case.sojourn == (0.0, 9.0, 19.0, 20.0, 14.0)
    assert case.external == (True, False, True, False, False)


def test_numbers_that_belong_to_one_event_each_make_no_chains(hand_log):
    rows = [("k", "a", "2024-02-01", "1"), ("k", "b", "2024-02-05", "2"), ("k", "c", "2024-02-09", "3")]
    log = hand_log(rows, columns=("case_id", "activity", "time", "instance"))
    (case,) = _order(log)
    assert case.instances == ("", "", "")


def _overlapping(hand_log, cases):
    rows = []
    for number in range(cases):
        key, day = f"k{number}", f"2024-02-{number + 1:02d}"
        rows += [
            (key, "a", f"{day} 09:00", f"{day} 08:00"),
            (key, "b", f"{day} 12:00", f"{day} 09:00"),
            (key, "c", f"{day} 13:00", f"{day} 10:00"),
            (key, "d", f"{day} 15:00", f"{day} 14:00"),
        ]
    return hand_log(rows, columns=("case_id", "activity", "time", "start"))


def test_spans_that_overlap_in_three_cases_are_not_ordered_and_what_follows_waits_for_both(hand_log):
    case = _order(_overlapping(hand_log, 3))[0]
    assert case.after == ((), (0,), (0,), (1, 2))


def test_an_order_seen_beside_overlaps_elsewhere_is_not_taken_for_waiting(hand_log):
    serial = [
        ("s", "a", "2024-03-01 09:00", "2024-03-01 08:00"),
        ("s", "b", "2024-03-01 11:00", "2024-03-01 10:00"),
        ("s", "c", "2024-03-01 13:00", "2024-03-01 12:00"),
    ]
    rows = [("k" + str(n), *row[1:]) for n in range(3) for row in _spans(n)] + serial
    log = hand_log(rows, columns=("case_id", "activity", "time", "start"))
    case = _order(log)[-1]
    assert case.activities == ("a", "b", "c")
    assert case.after == ((), (0,), (0,))


def _spans(number):
    day = f"2024-02-{number + 1:02d}"
    return [
        ("k", "a", f"{day} 09:00", f"{day} 08:00"),
        ("k", "b", f"{day} 12:00", f"{day} 09:00"),
        ("k", "c", f"{day} 13:00", f"{day} 10:00"),
    ]


def test_events_the_engine_writes_itself_are_left_out(hand_log):
    log = hand_log([("k", "a", "2024-02-01"), ("k", "tildelt", "2024-02-03"), ("k", "b", "2024-02-05")])
    (case,) = _order(log, leave_out=("tildelt",))
    assert case.activities == ("a", "b")
    assert case.sojourn == (0.0, 4.0)


def test_a_closing_waits_for_every_open_end_of_the_case(hand_log):
    rows = [
        ("k", "notified", "2024-02-01", "u1"),
        ("k", "answered", "2024-02-03", "u1"),
        ("k", "examined", "2024-02-10", "b1"),
        ("k", "heard", "2024-02-20", "b1"),
        ("k", "screened", "2024-02-15", "u1"),
        ("k", "closed", "2024-03-01", "u1"),
    ]
    log = hand_log(rows, columns=("case_id", "activity", "time", "instance"))
    (case,) = _order(log, closing=("closed",))
    assert case.activities[-3:] == ("screened", "heard", "closed")
    assert case.after[-1] == (3, 4)
    assert case.sojourn[-1] == 10.0


def _interviews(both_orders):
    """Cases begun and ended alike, with two interviews in one order, or in either."""
    rows = []
    for number in range(8):
        middle = ("b", "c") if number % 2 or not both_orders else ("c", "b")
        for activity, day in zip(("a", *middle, "d"), ("01", "05", "09", "20"), strict=True):
            rows.append((f"k{number}", activity, f"2024-02-{day}"))
    return rows


def test_two_activities_that_come_in_both_orders_go_side_by_side_and_the_next_waits_for_both(hand_log):
    for case in _order(hand_log(_interviews(both_orders=True))):
        assert case.after == ((), (0,), (0,), (1, 2))
        assert case.sojourn == (0.0, 4.0, 8.0, 11.0)


def test_two_activities_always_in_one_order_are_a_chain(hand_log):
    for case in _order(hand_log(_interviews(both_orders=False))):
        assert case.after == ((), (0,), (1,), (2,))


def test_two_turned_cases_are_not_enough_to_untie_what_is_a_chain(hand_log):
    rows = _interviews(both_orders=False)
    rows = [
        (key, {"b": "c", "c": "b"}.get(name, name) if key < "k2" else name, day) for key, name, day in rows
    ]
    assert _order(hand_log(rows))[-1].after == ((), (0,), (1,), (2,))

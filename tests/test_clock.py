"""Real time."""

from __future__ import annotations

import logging
import threading
import time

import pytest

from skill_lowback.clock import RealClock


@pytest.fixture
def clock():
    clock = RealClock()
    yield clock
    clock.close()


def test_calls_come_in_the_order_of_their_times_and_never_early(clock):
    rung, done = [], threading.Event()
    start = clock.now()
    for delay in (0.06, 0.02, 0.04):
        clock.call_at(start + delay, lambda delay=delay: rung.append((delay, clock.now() - start)))
    clock.call_at(start + 0.08, done.set)
    assert done.wait(5)
    assert [delay for delay, _ in rung] == [0.02, 0.04, 0.06]
    assert all(when >= delay for delay, when in rung)


def test_a_cancelled_call_does_not_come(clock):
    rung, done = [], threading.Event()
    clock.call_at(clock.now() + 0.02, lambda: rung.append(1))()
    clock.call_at(clock.now() + 0.04, done.set)
    assert done.wait(5) and rung == []


def test_a_call_that_fails_is_logged_and_the_others_go_on(clock, caplog):
    done = threading.Event()
    clock.call_at(clock.now(), lambda: 1 / 0)
    clock.call_at(clock.now() + 0.01, done.set)
    with caplog.at_level(logging.ERROR):
        assert done.wait(5)
    assert "ZeroDivisionError" in caplog.text


def test_one_thread_serves_everybody(clock):
    before = threading.active_count()
    for number in range(1000):
        clock.call_at(clock.now() + 1000 + number, lambda: None)
    assert threading.active_count() <= before + 1


def test_a_fast_clock_runs_so_many_times_as_fast():
    clock = RealClock(speed=100)
    done = threading.Event()
    began = time.monotonic()
    clock.call_at(clock.now() + 5.0, done.set)
    assert done.wait(5)
    assert 0.05 <= time.monotonic() - began < 1.0
    clock.close()


@pytest.mark.parametrize("speed", [0, -1])
def test_a_speed_that_is_none_is_refused(speed):
    with pytest.raises(ValueError, match="speed must be a positive number"):
        RealClock(speed)


def test_a_closed_clock_lets_its_thread_end_and_calls_nothing(clock):
    clock.call_at(clock.now() + 1000, lambda: None)
    thread = clock._thread
    clock.close()
    thread.join(5)
    assert not thread.is_alive()
    assert clock.call_at(clock.now(), lambda: pytest.fail("called")) is not None

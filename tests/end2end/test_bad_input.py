"""A broken routine or a broken language leaves a skill that says so."""

from __future__ import annotations

from ovos_utils.fakebus import FakeBus

from skill_lowback import skill as shell
from skill_lowback.skill import LowBackSkill


def test_without_a_routine_that_can_be_played_start_says_so(tmp_path, monkeypatch):
    (tmp_path / "broken.yaml").write_text("steps: 3")
    monkeypatch.setattr(shell, "OURS", tmp_path)
    spoken = []
    bus = FakeBus()
    bus.on("speak", lambda message: spoken.append(message.data["meta"]["dialog"]))
    skill = LowBackSkill(bus=bus, skill_id="skill-lowback.openbodywork")
    bus.emit(shell.Message("lowback.command", {"command": "start"}))
    assert spoken == ["error_routine"]
    skill.shutdown()

"""One core with our skill and its neighbours: date-time, alerts, volume, hello-world, and OCP if it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ovoscope import get_minicroft

from ..end2end.conftest import SKILL_ID, TestedSkill, client, pipelines

__all__ = ["client"]
NEIGHBOURS = ["ovos-skill-date-time.openvoiceos", "ovos-skill-volume.openvoiceos", "ovos-skill-hello-world.openvoiceos",
              "ovos-skill-alerts.openvoiceos"]


@pytest.fixture(scope="session", params=["shipped"])
def core(request: pytest.FixtureRequest) -> Iterator[Any]:
    core = get_minicroft(NEIGHBOURS, extra_skills={SKILL_ID: TestedSkill}, default_pipeline=pipelines()[request.param], lang="en-US", max_wait=300)
    assert all(core.plugin_skills[skill_id].instance is not None for skill_id in [*NEIGHBOURS, SKILL_ID])
    yield core
    core.plugin_skills[SKILL_ID].instance.shutdown()
    core.stop()

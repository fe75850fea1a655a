"""Packaging: skill_lowback/ with the top-level locale/ inside the wheel as skill_lowback/locale."""

import re
from pathlib import Path

from setuptools import setup

HERE = Path(__file__).resolve().parent
VERSION = re.search(r'__version__ = "(.+)"', (HERE / "skill_lowback" / "version.py").read_text("utf-8"))[1]
ENTRY = "skill-lowback.openbodywork=skill_lowback.skill:LowBackSkill"

setup(
    name="skill-lowback",
    version=VERSION,
    description="An OpenVoiceOS skill that leads a person by voice through a relaxing lower back massage",
    long_description=(HERE / "README.md").read_text("utf-8"),
    long_description_content_type="text/markdown",
    author="OpenBodyWork",
    license="Apache-2.0",
    python_requires=">=3.10",
    packages=["skill_lowback", "skill_lowback.locale"],
    package_dir={"skill_lowback": "skill_lowback", "skill_lowback.locale": "locale"},
    package_data={"skill_lowback": ["routines/*.yaml", "settingsmeta.yaml"],
                  "skill_lowback.locale": [f"*/*.{kind}" for kind in ("dialog", "intent", "txt", "json")]},
    install_requires=["ovos-workshop>=7.0.6,<10", "ovos-utils>=0.8.5,<1", "PyYAML>=6,<7"],
    extras_require={
        "demo": ["ovos-core>=2.1.1,<4", "ovoscope>=0.13.1,<2"],
        "test": ["ovos-core>=2.1.1,<4", "ovoscope>=0.13.1,<2", "pytest>=8,<10", "ovos-routing-judge>=0.0.5,<1"],
        "lint": ["ruff>=0.14,<1", "mypy>=1.18,<3", "types-PyYAML"],
    },
    # OPM from 2.2 on reads opm.skill, on both channels; ovos.plugin.skill is its old name
    entry_points={"opm.skill": [ENTRY]},
)

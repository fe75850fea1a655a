"""Install a wheel into an empty folder and see that its words and its routine are in it."""

import subprocess
import sys
import tempfile
from pathlib import Path

CHECK = """
from pathlib import Path
from skill_lowback.words import locale_folder
package = Path("skill_lowback").resolve()
assert locale_folder() == package / "locale", locale_folder()
assert (package / "routines" / "lower_back.yaml").is_file()
assert (package / "locale" / "en-US" / "ears.txt").is_file()
count = {kind: len(list(locale_folder().rglob("*." + kind))) for kind in ("dialog", "intent")}
assert all(count.values()), count
print("in the wheel:", count, "and the routine")
"""

wheel = Path(sys.argv[1]).resolve()
with tempfile.TemporaryDirectory() as empty:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-deps", "--target", empty]
    subprocess.run([*pip, str(wheel)], check=True)
    subprocess.run([sys.executable, "-c", CHECK], check=True, cwd=empty)
    metadata = next(Path(empty).glob("*.dist-info"))
    assert "skill-lowback.openbodywork" in (metadata / "entry_points.txt").read_text("utf-8")

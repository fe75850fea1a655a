# Two commands on a fresh machine: `make run` and `make test`. Everything is set up in .venv.
PYTHON  ?= python3
VENV    ?= .venv
CHANNEL ?= stable
LANGUAGE ?= en-US
ARGS    ?=
BIN     := $(VENV)/bin
READY   := $(VENV)/.ready-$(CHANNEL)
PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test end2end neighbours understanding ears lint types wheel clean

run: $(READY)
	@$(BIN)/python -m skill_lowback $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest tests --ignore tests/neighbours $(ARGS)

end2end: $(READY)
	@$(BIN)/python -m pytest tests/end2end $(ARGS)

# one core with date-time, alerts, volume, hello-world and OCP (their newest releases need the stable channel)
neighbours: $(READY)
	@$(BIN)/python -m pytest tests/neighbours $(ARGS)

# what is understood, on sentences that nothing was learned from
understanding: $(READY)
	@$(BIN)/python -m tests.understanding.report $(LANGUAGE) $(ARGS)

# learn locale/$(LANGUAGE)/ears.json anew from locale/$(LANGUAGE)/examples/
ears: $(VENV)-tools/.ready
	@$(VENV)-tools/bin/python -m tests.understanding.learn $(LANGUAGE)

$(READY): setup.py tests/channels/$(CHANNEL).txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "python3 3.10 or newer is needed, not " + sys.version.split()[0])'
	@echo "setting up $(VENV) (once)" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --constraint tests/channels/$(CHANNEL).txt $(EXTRA) --editable '.[test]'
	@touch $@

# the tools of the project: ruff, mypy, the OVOS locale linter
$(VENV)-tools/.ready: setup.py tests/channels/alpha.txt
	@$(PYTHON) -m venv $(VENV)-tools
	@$(VENV)-tools/bin/python -m pip --disable-pip-version-check --quiet install ruff mypy types-PyYAML build scikit-learn PyYAML \
		--constraint tests/channels/alpha.txt ovos-spec-tools
	@touch $@

lint: $(VENV)-tools/.ready
	@$(VENV)-tools/bin/ruff check .
	@$(VENV)-tools/bin/ovos-spec-lint --strict locale

types: $(VENV)-tools/.ready
	@$(VENV)-tools/bin/mypy

wheel: $(VENV)-tools/.ready
	@$(VENV)-tools/bin/python -m build --wheel --outdir dist . >/dev/null
	@$(PYTHON) tests/check_wheel.py dist/*.whl

clean:
	@rm -rf $(VENV)* build dist *.egg-info

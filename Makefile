# Two commands on a fresh machine: `make run` and `make test`. Everything is set up in .venv.
PYTHON  ?= python3
VENV    ?= .venv
CHANNEL ?= stable
ARGS    ?=
BIN     := $(VENV)/bin
READY   := $(VENV)/.ready-$(CHANNEL)
PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test end2end lint types locale wheel clean

run: $(READY)
	@$(BIN)/python -m skill_lowback $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest tests $(ARGS)

end2end: $(READY)
	@$(BIN)/python -m pytest tests/end2end $(ARGS)

$(READY): setup.py tests/channels/$(CHANNEL).txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "python3 3.10 or newer is needed, not " + sys.version.split()[0])'
	@echo "setting up $(VENV) (once)" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --constraint tests/channels/$(CHANNEL).txt $(EXTRA) --editable '.[test]'
	@touch $@

# the tools of the project: ruff, mypy, the OVOS locale linter
$(VENV)-tools/.ready: setup.py tests/channels/alpha.txt
	@$(PYTHON) -m venv $(VENV)-tools
	@$(VENV)-tools/bin/python -m pip --disable-pip-version-check --quiet install ruff mypy types-PyYAML build \
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

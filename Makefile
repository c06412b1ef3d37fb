# The targets a newcomer needs. `make run` and `make test` set everything up themselves.
PYTHON ?= python3
BIN    := .venv/bin
ZONED  := tests/test_zones.py tests/test_issue.py tests/test_issue_signed.py \
          tests/test_register.py tests/test_register_anchor.py tests/test_story_issue.py
READY  := .venv/.ready

.PHONY: run test test-of test-zones fuzz coverage mutants bench lint installer messages docs pictures lock clean

run: $(READY)  ## the real cascade: derive the eight lower plans, write every .docx to output/
	@$(BIN)/python -m compileall -q generator
	$(BIN)/kehoach derive plans/lang-son-2024/thanh-pho.toml --all
	$(BIN)/kehoach render

test: $(READY)  ## lint, types, tests (installs LibreOffice and Chromium where they are missing)
	@sh tools/install-programs.sh
	@$(BIN)/python -m compileall -q generator
	$(MAKE) --no-print-directory lint
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest

test-of: $(READY)  ## the tests nearest to what changed, within a minute: OF="files", else what git says
	@tests=$$($(BIN)/python tools/tests_of.py $(OF)) && $(BIN)/pytest $$tests

test-zones: $(READY)  ## what depends on day and hour, with the machine in two zones
	TZ=UTC $(BIN)/pytest $(ZONED)
	TZ=Asia/Ho_Chi_Minh $(BIN)/pytest $(ZONED)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@for script in tools/*.sh; do sh -n $$script && $(BIN)/shellcheck $$script || exit 1; done
	$(BIN)/oxlint --quiet --deny-warnings generator
	$(BIN)/oxfmt --check 'generator/**/*.js'
	@bash -n .ci/run && $(BIN)/shellcheck .ci/run

fuzz: $(READY)  ## ten minutes of broken files for each reader; what is found is in output/fuzz
	$(BIN)/python tools/fuzz.py

coverage: $(READY)  ## branches that no test takes, by room (half as long again as `make test`); fails below what was reached
	@mkdir -p output/coverage && rm -f output/coverage/data*
	$(BIN)/python -m coverage run -m pytest
	$(BIN)/python tools/coverage_by_room.py

mutants: $(READY)  ## faults put into what decides, room by room: which does no test notice? ROOM=verify; EVERY=5: each fifth
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[mutants]'
	PYTHONPATH= $(BIN)/python tools/mutants.py --every $(or $(EVERY),1) $(ROOM)

bench: $(READY)  ## measure against other engines; writes output/bench.json
	@$(BIN)/python -m compileall -q generator
	$(BIN)/python -m benchmarks

installer: $(READY)  ## for Windows, made here: PYTHON_ZIP=path or address, SHA256=as python.org lists it
	$(BIN)/python tools/make_installer.py "$(PYTHON_ZIP)" "$(SHA256)"

messages: $(READY)  ## extract messages and compile the catalogues
	sh tools/messages.sh $(BIN)

docs: $(READY)  ## pages that are made from the program: codes, JSON Schema
	$(BIN)/python tools/make_docs.py

pictures: $(READY)  ## pictures in docs/: the workplace as its pages are now, a plan as LibreOffice and we print it
	$(BIN)/python tools/guide_pictures.py
	$(BIN)/python tools/overlay_picture.py

lock: $(READY)  ## requirements.lock after a change of pyproject.toml: every version, with the digests of its files
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--extra dev --extra cluster --extra remote --custom-compile-command "make lock" -o requirements.lock pyproject.toml

clean:
	rm -rf .venv output .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

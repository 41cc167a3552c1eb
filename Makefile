# One command per intention. `make run` and `make test` need only Python 3.11, git and make.
.PHONY: run test check check-all fmt bench drills messages migrations

PY := .venv/bin/python
PORT ?= 8000
export PORT

run: ; @.ci/setup run && exec $(PY) manage.py serve --prepare
test: ; @.ci/setup test && exec $(PY) .ci/test.py all
check: ; @.ci/setup test && exec $(PY) .ci/test.py fast
check-all: ; @.ci/setup test && exec $(PY) .ci/test.py looks
fmt: ; @.ci/setup test && $(PY) -m ruff check --fix . && $(PY) -m ruff format .
bench: ; @.ci/setup test && exec $(PY) bench/run.py
drills: ; @.ci/setup test && exec $(PY) -m drills.run
messages: ; @.ci/setup test && exec $(PY) .ci/messages.py
migrations: ; @.ci/setup test && exec $(PY) manage.py makemigrations

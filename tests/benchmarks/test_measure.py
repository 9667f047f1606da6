"""The measurements exist: processor time of children and of ended sessions, memory, failures in words."""

import contextlib
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from benchmarks import measure as module
from benchmarks.measure import Failed, Run, measure
from benchmarks.server import Server, named_server

BURN = "import time\nwhile time.process_time() < 0.3: pass\n"


def run(server: Server, script: str) -> Run:
    return measure([sys.executable, "-c", script], os.environ, Path(), server)


def test_the_processor_time_of_a_program_and_of_its_children_counts(measured: Server) -> None:
    alone = run(measured, BURN)
    assert alone.client_cpu >= 0.3
    both = run(measured, f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURN!r}])\n{BURN}")
    assert both.client_cpu >= 0.6


def test_the_seconds_are_those_between_start_and_end(measured: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([100.0, 107.5])
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    assert run(measured, "pass").wall == 7.5


def test_the_memory_of_a_program_and_of_its_children_counts(measured: Server) -> None:
    hold = "import time\nheld = bytearray(60 * 2**20)\nheld[:] = b'x' * len(held)\ntime.sleep(0.6)\n"
    alone = run(measured, hold)
    assert 60 * 2**20 < alone.client_peak < 250 * 2**20
    both = run(measured, f"import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', {hold!r}])\n{hold}")
    assert both.client_peak > 120 * 2**20


def test_the_processor_time_of_the_server_counts_though_its_session_has_ended(measured: Server) -> None:
    script = (
        "import psycopg2\n"
        f"connection = psycopg2.connect(host={measured.host!r}, user={measured.user!r}, dbname='postgres')\n"
        "connection.cursor().execute('select sum(sqrt(n)) from generate_series(1, 1000000) as n')\n"
        "connection.close()\n"
    )
    worked = run(measured, script)
    assert worked.server_cpu is not None
    assert worked.cpu is not None
    assert worked.server_cpu > 0.05
    assert worked.cpu == worked.server_cpu + worked.client_cpu


def test_the_json_that_a_program_prints_is_its_answer_and_gives_its_stages(measured: Server) -> None:
    answer = {"benchmark_stages": {"read": 1.5}, "rows": 3}
    done = run(measured, f"print({json.dumps(answer)!r})")
    assert (done.answer, done.stages) == (answer, {"read": 1.5})


def test_a_program_that_fails_is_told_with_its_own_words(measured: Server) -> None:
    with pytest.raises(Failed, match=r"exit code 1\n(.|\n)*ValueError: no such month"):
        run(measured, "raise ValueError('no such month')")
    refused = {"ok": False, "files": [{"path": "a.csv", "status": "refused"}, {"path": "b.csv", "status": "landed"}]}
    with pytest.raises(Failed, match=r"exit code 3\n\{'path': 'a.csv', 'status': 'refused'\}$"):
        run(measured, f"import sys\nprint({json.dumps(refused)!r})\nsys.exit(3)")


def test_a_server_elsewhere_has_no_processor_time(measured: Server) -> None:
    here = named_server(f"postgresql://{measured.user}@/postgres?host={measured.host}")
    assert here.postmaster == measured.postmaster
    elsewhere = Server(here.host, here.port, here.user, here.password, postmaster=None)
    done = run(elsewhere, "pass")
    assert (done.server_cpu, done.cpu) == (None, None)


def test_the_seconds_of_each_node_are_read_from_the_log(measured: Server, tmp_path: Path) -> None:
    log = tmp_path / "postgres.log"
    note = 'LOG:  duration: {} ms  statement: /* {{"app": "dbt", "node_id": "{}"}} */\n\tselect 1\n'
    log.write_text(note.format("999.0", "model.refill.before"), encoding="utf-8")
    server = Server(measured.host, measured.port, measured.user, measured.password, None, log)
    position = server.log_size()
    with contextlib.closing(log.open("a", encoding="utf-8")) as file:
        file.write(note.format("1500.5", "model.refill.dim_customer"))
        file.write("LOG:  duration: 7.000 ms  statement: select 2\n")
        file.write(note.format("0.500", "model.refill.dim_customer"))
        file.write(note.format("20.000", "test.refill.sound_customer.6f3a"))
    assert server.node_seconds(position) == {"dim_customer": 1.501, "sound_customer": 0.02}

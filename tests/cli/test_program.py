"""The installed program, from a shell."""

from ..support.project import Project


def test_the_program_runs_and_its_exit_code_reaches_the_shell(project: Project) -> None:
    good = project.shell("refill", "validate", "--json")
    assert (good.returncode, good.stdout[0], good.stderr) == (0, "{", "")
    project.edit("data_sources", "version: 1", "version: 7")
    bad = project.shell("refill", "validate", "--json")
    assert (bad.returncode, bad.stdout) == (3, "")
    assert "version" in bad.stderr

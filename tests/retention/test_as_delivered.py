"""A fact's values replace its raw row: read as a file's texts are, every value is itself again."""

from refill.database.ddl import prepare

from ..support.project import Project

VALUES = {
    "text": ("text", "'  007，「1E5」 '", "{text}"),
    "integer": ("bigint", "-999999999999999999", "try_integer({text})"),
    "numeric": ("numeric(18,4)", "-12345678901234.5000", "cast(try_numeric({text}, 18, 4) as numeric(18,4))"),
    "date": ("date", "'2024-02-29'", "try_date({text})"),
    "month": ("date", "'2024-11-01'", "try_month({text})"),
    "timestamp": ("timestamp", "'2024-11-30 23:59:59.000001'", "try_timestamp({text})"),
    "midnight": ("timestamp", "'2024-11-30 00:00:00'", "try_timestamp({text})"),
    "true": ("boolean", "true", "try_boolean({text})"),
    "false": ("boolean", "false", "try_boolean({text})"),
}


def test_a_fact_gives_back_the_texts_that_give_its_values(project: Project) -> None:
    connection = project.server.connect()
    prepare(project.warehouse(connection))
    connection.close()
    held = ", ".join(f'cast({value} as {kind}) as "{name}"' for name, (kind, value, _) in VALUES.items())
    same = ", ".join(f'{read.format(text=f"""raw ->> {name!r}""")} = "{name}"' for name, (*_, read) in VALUES.items())
    columns = str([*VALUES, "empty", "key"]).replace("'", '"')
    (found,) = project.query(
        f"""with facts as (
            select {held}, cast(null as text) as empty, cast(null as text) as key, 1 as other,
                jsonb_build_object('key', 'IN7') as _skipped
        ), given as (
            select facts.*, as_delivered(to_jsonb(facts), cast(%s as jsonb)) as raw from facts
        )
        select {same}, raw ->> 'key', raw ? 'empty' or raw ? 'other' or raw ? '_skipped' from given""",
        columns,
    )
    assert found == (*[True] * len(VALUES), "IN7", False)

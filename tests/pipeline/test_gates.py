"""Reference rows that do not hold together stop the facts that refer to their table. For the keys of facts see
test_failing_policies."""

from ..support.company import CUSTOMERS, PRODUCTS, SALES
from ..support.project import Project, facts, failed_gates
from ..support.servers import only_on

pytestmark = only_on("server")


def test_an_authoritative_row_without_its_parent_stops_the_facts_that_refer_to_its_table(project: Project) -> None:
    project.write("reference/customers.csv", CUSTOMERS + "003,珠江公司,X,C\n")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n")
    stopped = project.run(exit_code=3)
    assert failed_gates(stopped) == {
        "sound_customer": ["authoritative row not taken in: its parent does not exist: 003"]
    }
    assert facts(stopped) == {"sales": {}, "returns": {}}
    assert project.query("select 客户号 from 客户 order by 1") == [("001",), ("002",)]

    project.write("data/202411/sales_more.csv", SALES + "202411,网,,,X,P1,10\n")
    assert facts(project.run()) == {"sales": {"loaded": 2}, "returns": {}}
    assert project.query("select 客户号 from 客户 order by 1") == [("001",), ("002",), ("003",)]


def test_a_key_that_is_twice_in_a_seed_stops_the_facts_that_refer_to_its_table(project: Project) -> None:
    project.write("seeds/products.csv", PRODUCTS + "ｐ1,Tea again\n")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n")
    stopped = project.run(exit_code=3)
    assert failed_gates(stopped) == {"unique_product": ["key is not unique: P1"]}
    assert facts(stopped) == {"sales": {}, "returns": {}}
    assert project.query("select count(*) from batches") == [(1,)]

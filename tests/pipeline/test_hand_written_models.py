"""Models of the user's own come behind the facts and follow them."""

from ..support.company import SALES
from ..support.project import Project
from ..support.servers import only_on

pytestmark = only_on("server")  # this is not the database's business


def test_a_model_behind_the_facts_is_built_again_when_they_change(project: Project) -> None:
    mart = "{{ config(materialized='table') }}\nselect 客户号, count(*) as n from {{ ref('fct_sales') }} group by 1"
    project.write("models/marts/sales_by_customer.sql", mart)
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    project.run()
    assert project.query("select * from sales_by_customer order by 1") == [("001", 1)]
    project.write("data/202412/sales.csv", SALES + "202412,店,001,长城公司,N,P1,1\n202412,店,009,新公司,N,P1,1\n")
    project.run()
    assert project.query("select * from sales_by_customer order by 1") == [("001", 2), ("009", 1)]

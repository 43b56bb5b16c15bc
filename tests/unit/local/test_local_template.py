"""Templates: all placeholders filled, unknown ones refused."""

import pytest

from deploy.gateway.render import nginx_configuration
from deploy.local.settings import SERVICES
from deploy.local.template import UnknownPlaceholder, render


def test_every_placeholder_is_replaced():
    filled = render("{{A}}:{{B_2}}, {{A}} {not} {{lower}}", {"A": "x", "B_2": "7"})
    assert filled == "x:7, x {not} {{lower}}"


def test_a_value_is_not_searched_for_placeholders():
    assert render("{{A}}", {"A": "{{B}}", "B": "no"}) == "{{B}}"


def test_all_placeholders_without_a_value_are_named():
    with pytest.raises(UnknownPlaceholder, match="no value for A, C; known are B"):
        render("{{C}}{{A}}{{B}}", {"B": ""})


def test_the_gateway_s_template_has_production_s_limits_by_default():
    text = nginx_configuration({})
    assert "zone=clients:10m rate=50r/s;" in text
    assert "limit_req zone=clients burst=100 nodelay;" in text


@pytest.mark.parametrize("service", SERVICES)
def test_the_gateway_takes_each_service_s_address(service: str):
    text = nginx_configuration({f"UPSTREAM_{service.upper()}": "10.1.2.3:4567"})
    assert text.count("server 10.1.2.3:4567 max_fails=0;") == 1


def test_the_gateway_refuses_a_value_that_its_template_does_not_have():
    with pytest.raises(UnknownPlaceholder, match="the template has no UPSTREAM_ORDER"):
        nginx_configuration({"UPSTREAM_ORDER": "x"})

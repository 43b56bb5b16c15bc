"""What staff do reaches the audit trail, is found there, and the trail shows that it is whole."""

from clients.python.types.accounts import RoleBody
from deploy.demo.partner import ADMIN_PHONE, ADMIN_PIN
from tests.conftest import haat
from tests.market import Market


def test_a_role_that_was_given_is_found_in_the_trail_and_the_chain_is_whole(market: Market):
    with market.person() as somebody, market.person(ADMIN_PHONE) as admin:
        admin.take_second_step(ADMIN_PIN)
        role = RoleBody(role="officer", kind="field", area="district:324")
        admin.api.accounts.grant_role(somebody.person_id, role)
        found = market.until(
            lambda: admin.api.accounts.list_records(object=somebody.person_id).items
        )
        assert [(one.action, one.actor_id, one.role) for one in found] == [
            ("grant.give", admin.person_id, "admin")
        ]
        assert somebody.phone not in str(found)  # type: ignore[attr-defined]
    verified = haat("audit", "verify")
    assert verified.returncode == 0, verified.stderr

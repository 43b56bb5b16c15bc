"""HTTP doors of the accounts service for roles: given, looked at, taken away."""

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from contracts.places import areas_around
from services.accounts import queries
from services.accounts.bootstrap import Accounts
from services.accounts.commands import GrantRole, TakeRole
from services.accounts.entrypoints.bodies import RoleBody
from services.accounts.queries import RolesView


class Roles:
    """Who gives or takes must be allowed to in the role's whole area."""

    service: Assembled[Accounts]

    @http("POST", "/v1/people/<person_id>/roles", may="grant.give", status=201, sure=True)
    def grant_role(self, call: Call, person_id: str, body: RoleBody) -> RolesView:
        """Give another person a role in an area."""
        call.must(areas=areas_around(body.area))
        wanted = GrantRole(person_id=person_id, grant=body.grant(), by=call.who.id)
        return queries.roles_view(self.service.handle(wanted))

    @http("GET", "/v1/people/<person_id>/roles", may="grant.read")
    def read_roles(self, call: Call, person_id: str) -> RolesView:
        """What a person was given, by whom and when, in the reader's area."""
        roles = queries.roles_of(self.service.database, person_id)
        seen = [given for given in roles.grants if call.may(areas=areas_around(given.area))]
        if not seen:
            call.must()  # who sees no role here learns of the person only if they see all
        return RolesView(person_id=person_id, grants=seen)

    @http("DELETE", "/v1/people/<person_id>/roles/<grant_id>", may="grant.take", sure=True)
    def take_role(self, call: Call, person_id: str, grant_id: str) -> RolesView:
        """Take a role away: it ends with the person's token, within a quarter of an hour."""
        area = queries.area_of_role(self.service.database, person_id, grant_id)
        call.must(areas=areas_around(area))
        taken = TakeRole(person_id=person_id, grant_id=grant_id, by=call.who.id)
        return queries.roles_view(self.service.handle(taken))

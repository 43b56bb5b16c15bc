"""HTTP doors of the accounts service for PINs, the second step before sensitive acts."""

from chassis.doors import Call
from chassis.errors import Refusal
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from chassis.runtime.periodic import every
from services.accounts.bootstrap import Accounts
from services.accounts.commands.sessions import ClearPin, ProvePin, SetPin
from services.accounts.entrypoints.bodies import PinBody
from services.accounts.entrypoints.telling import told
from services.accounts.queries import sessions as queries
from services.accounts.queries.sessions import PinView, StepUpView


class SecondStep:
    """Set a PIN, enter it, have it taken away."""

    service: Assembled[Accounts]

    @http("PUT", "/v1/me/pin", may="pin.set", secret=True)
    def set_pin(self, call: Call, body: PinBody) -> PinView:
        """Set or replace the caller's PIN, within ten minutes of a login by code."""
        who = call.narrows()
        pin = self.service.handle(SetPin(person_id=who.id, session_id=who.session, pin=body.pin))
        self.service.tell_of_pin(who.id)
        return PinView(person_id=who.id, status=pin.status)

    @http("POST", "/v1/step-ups", may="step_up.take", status=201, secret=True)
    def step_up(self, call: Call, body: PinBody) -> StepUpView:
        """Trade the PIN for a token that is good for sensitive acts for five minutes."""
        who = call.narrows()
        proof = ProvePin(person_id=who.id, session_id=who.session, pin=body.pin)
        outcome = self.service.handle(proof)
        if isinstance(outcome, Refusal):
            self.service.tell_of_pin(who.id)
        token, until = told(outcome)
        return queries.step_up_view(token, until)

    @http("DELETE", "/v1/people/<person_id>/pin", may="pin.clear", sure=True)
    def clear_pin(self, call: Call, person_id: str) -> PinView:
        """Take a forgotten PIN away; the person is told by SMS."""
        call.must()
        self.service.handle(ClearPin(person_id=person_id))
        self.service.tell_of_pin(person_id)
        return PinView(person_id=person_id, status="none")

    @every(seconds=60)
    def tell_of_pins(self) -> None:
        """Send what a gateway that was away, or a crash, has kept back."""
        for person_id in queries.untold_pins(self.service.database):
            self.service.tell_of_pin(person_id)

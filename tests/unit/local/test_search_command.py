"""`haat search` reads the catalogue with a token of its own making, which opens nothing else."""

from pathlib import Path

import jwt
import msgspec

from chassis.people import AUDIENCE, ISSUER, Person
from chassis.policy import allows
from contracts.policy import POLICY
from deploy.local.commands import search
from deploy.local.credentials import signing_keys_file
from deploy.local.settings import load_settings
from services.accounts.adapters.keys import read_keys


def test_its_token_reads_the_catalogue_and_nothing_else(tmp_path: Path) -> None:
    settings = load_settings({"HAAT_VAR": str(tmp_path), "HAAT_ENV_FILE": "/dev/null"})
    token = search.token_of(settings)
    [key] = read_keys(str(signing_keys_file(settings)))
    public = jwt.PyJWK.from_dict(key.public()).key
    claims = jwt.decode(token, public, algorithms=["EdDSA"], audience=AUDIENCE, issuer=ISSUER)
    machine = msgspec.convert(claims["haat"] | {"id": claims["sub"]}, Person)
    assert machine.id == "mch_search"
    assert [action for action in POLICY if allows(machine, action)] == ["catalogue.read"]

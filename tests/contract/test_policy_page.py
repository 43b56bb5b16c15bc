"""docs/policy.md says what the policy table says."""

from deploy.local.commands import policy
from deploy.local.settings import ROOT


def test_the_page_is_up_to_date():
    page = (ROOT / policy.PAGE).read_text(encoding="utf-8")
    assert page == policy.page(), "run: .venv/bin/haat policy"

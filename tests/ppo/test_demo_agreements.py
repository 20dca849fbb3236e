"""The agreements of the demo show each state: signed, a signature outstanding, a review within a month."""

import pytest
from django.utils.timezone import localdate

from ppo.demo import loading
from ppo.demo.agreements import OFFICERS
from sharing.agreements import register
from sharing.models import Agency, Agreement, Officer, Scheme
from tests.pages import words


@pytest.fixture
def scheme(db):
    loading.load(today=localdate())
    return Scheme.objects.get(code="DEMO")


def test_the_demo_has_officers_signatures_and_a_review_that_is_near(scheme, client_of):
    lines = {
        line.agreement.code: line
        for line in register(Agreement.objects.filter(scheme=scheme), scheme=scheme, today=localdate())
    }
    outstanding = {code: [agency.code for agency in line.outstanding] for code, line in lines.items()}
    assert outstanding == {"ISP1": ["HOME"], "ISP2": [], "ISP3": ["PROB"], "ISP4": ["PROB", "HOME", "ARCH"]}
    assert lines["ISP4"].agreement.draft
    assert lines["ISP3"].review == "Review due in 24 days"
    assert OFFICERS.keys() == set(Agency.objects.filter(scheme=scheme).values_list("code", flat=True))

    housing = client_of(Officer.objects.get(agency__code="HOME", deputy=False).user)
    assert "You sign for Fernley Homes. Waiting for your signature: PPO information sharing protocol" in words(
        housing.get("/sharing/")
    )
    said = words(housing.get(f"/sharing/{lines['ISP1'].agreement.key}/"))
    assert "1 signature of 19 outstanding: Fernley Homes. Read and sign for Fernley Homes" in said

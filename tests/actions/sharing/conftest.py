"""A need that only the council reads, and a second person at the integrated care board."""

import pytest

from tests.actions.needs.test_record_need import asked
from wholeplace.analyse.needs import actions as needs
from wholeplace.ground.access.roles import Role
from wholeplace.ground.records.scope import Sensitivity


@pytest.fixture
def kept(city):
    """The reference of a need that only people acting for the council read."""
    return needs.record_need(**asked() | {"sensitivity": Sensitivity.ORGANISATION}, by=city.commissioner)


@pytest.fixture
def two(city):
    """The city with a governance officer at the integrated care board, beside its commissioner."""
    city.add_person("nhs_governance", role=Role.GOVERNANCE, organisation="icb", title="NHS governance officer")
    return city

"""The trail as it leaves is whole, whatever is sealed meanwhile."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from tests.ground.trail.test_sealing import KEY, happen, sealed
from wholeplace.edges.exchange.proof.verify_trail import check_trail
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.exporting import exported, one_view
from wholeplace.ground.trail.sealing import THE_SEALER, Kept

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_sealed_while_the_trail_is_exported_is_not_told_by_half(tmp_path):
    kept = Kept(tmp_path / "head.json")
    happen(3)
    sealed(kept)
    happen(1)

    def seal_elsewhere():
        happen(1)
        sizes = sealed(kept)
        connections.close_all()
        return sizes

    with one_view(), speaking_for(THE_SEALER), ThreadPoolExecutor(1) as elsewhere:
        lines = exported()
        told = [next(lines), next(lines)]
        assert elsewhere.submit(seal_elsewhere).result() == [5]
        told += lines
    faults, notes, summary = check_trail(map(json.dumps, told), key=KEY.public)
    assert (faults, summary) == ([], "3 entries under 1 signed heads")
    assert "1 entries are not sealed yet." in notes

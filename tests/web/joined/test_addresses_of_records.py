"""Every kind of record that has a name on the screen has a page."""

import pytest

from wholeplace.doors.web.shell.parts import KINDS, page_of
from wholeplace.ground.foundation.public_id import new_public_id
from wholeplace.ground.foundation.ref import Ref


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_record_has_a_page(kind):
    ref = Ref(kind, new_public_id())
    assert ref.public_id in page_of(ref)


def test_a_record_without_a_page_has_no_address():
    assert page_of(Ref("batch_of_something", new_public_id())) is None

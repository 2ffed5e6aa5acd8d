"""Codes of areas, real and invented, and the wall between the two."""

from typing import Any

import pytest

from wholeplace.ground.foundation.codes import (
    GSS_ENTITIES,
    INVENTED_SCHEME,
    SCHEMES,
    OrgId,
    invented_gss,
    invented_org_id,
    is_gss,
    is_invented,
    is_invented_gss,
    is_ods,
    is_postcode,
    kind_of_area,
    read_gss,
)
from wholeplace.ground.foundation.unreadable import Unreadable

REAL_AREAS = [
    ("E01011681", "Lower layer super output area"),
    ("E02000001", "Middle layer super output area"),
    ("E05001682", "Ward"),
    ("E06000016", "Unitary authority"),
    ("E07000223", "Non-metropolitan district"),
    ("E08000035", "Metropolitan district"),
    ("E09000003", "London borough"),
    ("E10000018", "County"),
    ("E12000003", "Region"),
    ("E14000530", "Parliamentary constituency"),
    ("E22000173", "Community safety partnership"),
    ("E23000010", "Police force area"),
    ("E38000130", "Sub-integrated care board location"),
    ("E47000003", "Combined authority"),
    ("E54000054", "Integrated care board"),
    ("E92000001", "Country"),
    ("K02000001", "United Kingdom"),
    ("K03000001", "Great Britain"),
    ("K04000001", "England and Wales"),
    ("N09000001", "Local government district"),
    ("S12000005", "Council area"),
    ("W06000015", "Unitary authority"),
]


@pytest.mark.parametrize(("code", "kind"), REAL_AREAS)
def test_a_code_names_a_kind_of_area(code: str, kind: str) -> None:
    assert read_gss(code.lower() + " ") == code
    assert kind_of_area(code) == kind


def test_a_kind_that_is_not_met_here_has_a_code_all_the_same() -> None:
    assert is_gss("E99999999")
    assert kind_of_area("E99999999") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "E0600001",
        "E060000016",
        "06000016E",
        "A06000016",
        "E06 000 016",
        "Ｅ06000016",
        "E０6000016",
        "ſ12000005",
    ],
)
def test_other_text_is_no_code_of_an_area(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter the code of an area, such as E08000035"):
        read_gss(text)
    with pytest.raises(Unreadable):
        kind_of_area(text)


def test_an_invented_area_keeps_the_kind_of_its_entity() -> None:
    assert invented_gss(entity="E06", number=1) == "X06000001"
    assert kind_of_area("X06000001") == "Unitary authority"


def test_an_invented_area_is_read_only_where_it_is_allowed() -> None:
    assert read_gss("x06000001", or_invented=True) == "X06000001"
    with pytest.raises(Unreadable):
        read_gss("X06000001")


@pytest.mark.parametrize("entity", ["W06", "S12", "K02", "E99", "06", ""])
def test_only_english_kinds_of_area_are_invented(entity: str) -> None:
    with pytest.raises(ValueError, match="is no kind of area in England"):
        invented_gss(entity=entity, number=1)


@pytest.mark.parametrize("number", [0, 1_000_000])
def test_invented_areas_are_numbered_in_six_figures(number: int) -> None:
    with pytest.raises(ValueError, match="numbered from 1 to 999,999"):
        invented_gss(entity="E06", number=number)


def test_an_invented_organisation_has_an_id_of_our_own_scheme() -> None:
    assert str(invented_org_id(kind="council", number=1)) == "XX-WHOLEPLACE-COUNCIL-00001"
    assert invented_org_id(kind="trust", number=99_999) == OrgId(INVENTED_SCHEME, "TRUST-99999")


@pytest.mark.parametrize("kind", ["", "c", "two words", "conseil-général", "x" * 21])
def test_a_kind_of_invented_organisation_is_letters(kind: str) -> None:
    with pytest.raises(ValueError, match="is no kind of organisation"):
        invented_org_id(kind=kind, number=1)


@pytest.mark.parametrize("number", [0, 100_000])
def test_invented_organisations_are_numbered_in_five_figures(number: int) -> None:
    with pytest.raises(ValueError, match="numbered from 1 to 99,999"):
        invented_org_id(kind="council", number=number)


ENGLISH_ENTITIES = [entity for entity in GSS_ENTITIES if entity.startswith("E")]
NUMBERS = (1, 999_999)
INVENTED_AREAS = [invented_gss(entity=kind, number=number) for kind in ENGLISH_ENTITIES for number in NUMBERS]
INVENTED_ORGANISATIONS = [invented_org_id(kind=kind, number=1) for kind in ("council", "trust", "charity")]
REAL_SCHEMES = [scheme for code, scheme in SCHEMES.items() if code != INVENTED_SCHEME]


@pytest.mark.parametrize("code", [*INVENTED_AREAS, *INVENTED_ORGANISATIONS])
def test_every_invented_code_is_known_as_invented(code: Any) -> None:
    assert is_invented(code)
    assert is_invented(str(code))


@pytest.mark.parametrize("code", INVENTED_AREAS)
def test_no_real_form_takes_the_code_of_an_invented_area(code: str) -> None:
    assert is_invented_gss(code)
    assert not is_gss(code)
    assert not is_ods(code)
    assert not is_postcode(code)
    assert not any(scheme.pattern.fullmatch(scheme.tidy(code)) for scheme in REAL_SCHEMES)


@pytest.mark.parametrize("org_id", INVENTED_ORGANISATIONS)
def test_no_register_takes_the_id_of_an_invented_organisation(org_id: OrgId) -> None:
    for scheme in REAL_SCHEMES:
        assert not scheme.pattern.fullmatch(scheme.tidy(org_id.identifier))
        assert not scheme.pattern.fullmatch(scheme.tidy(str(org_id)))


@pytest.mark.parametrize("code", [code for code, _ in REAL_AREAS])
def test_no_real_area_is_taken_for_an_invented_one(code: str) -> None:
    assert not is_invented(code)
    with pytest.raises(Unreadable):
        OrgId.read(scheme=INVENTED_SCHEME, identifier=code)


@pytest.mark.parametrize("scheme", REAL_SCHEMES, ids=[scheme.code for scheme in REAL_SCHEMES])
def test_no_real_identifier_is_taken_for_an_invented_one(scheme: Any) -> None:
    assert not is_invented(scheme.example)
    assert not is_invented(OrgId(scheme.code, scheme.example))
    with pytest.raises(Unreadable):
        OrgId.read(scheme=INVENTED_SCHEME, identifier=scheme.example)

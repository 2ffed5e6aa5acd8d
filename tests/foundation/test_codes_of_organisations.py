"""Identifiers of organisations: each register's own form, leading noughts and all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY
from wholeplace.ground.foundation.codes import INVENTED_SCHEME, SCHEMES, OrgId, is_ods, read_ods
from wholeplace.ground.foundation.unreadable import Unreadable


@pytest.mark.parametrize("code", SCHEMES)
def test_the_example_of_each_register_has_its_form_and_is_read_back(code: str) -> None:
    known = SCHEMES[code]
    org_id = OrgId(scheme=known.code, identifier=known.example)
    assert str(org_id) == f"{known.code}-{known.example}"
    assert OrgId.parse(str(org_id)) == org_id
    assert org_id.register == known.register


def test_only_the_form_of_public_procurement_numbers_is_inferred() -> None:
    assert [scheme.code for scheme in SCHEMES.values() if scheme.inferred] == ["GB-PPON"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("01234567", "01234567"),
        ("0123456", "00123456"),
        ("445790", "00445790"),
        ("2132", "00002132"),
        (" 01 234 567 ", "01234567"),
        ("sc123456", "SC123456"),
        ("SC12345", "SC012345"),
        ("OC301540", "OC301540"),
        ("NI012345", "NI012345"),
        ("R0000123", "R0000123"),
        ("IP29012R", "IP29012R"),
        ("SP2717RS", "SP2717RS"),
    ],
)
def test_company_numbers_keep_and_get_back_their_leading_noughts(typed: str, number: str) -> None:
    assert OrgId.read(scheme="GB-COH", identifier=typed) == OrgId("GB-COH", number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "123",
        "123456789",
        "11111111.0",
        "XX123456",
        "SC1234567",
        "the-mill",
        "n/a",
        "０1234567",
        "ſC123456",
    ],
)
def test_what_companies_house_could_not_have_given_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match="Enter an identifier of Companies House such as 01234567"):
        OrgId.read(scheme="GB-COH", identifier=typed)


def test_a_company_number_without_its_noughts_is_not_stored() -> None:
    with pytest.raises(Unreadable):
        OrgId("GB-COH", "1234567")


@pytest.mark.parametrize(
    ("scheme", "typed", "identifier"),
    [
        ("GB-CHC", "1109792", "1109792"),
        ("GB-CHC", " 200719 ", "200719"),
        ("GB-SC", "sc042386", "SC042386"),
        ("GB-NIC", "NIC100019", "100019"),
        ("gb-nhs", "rax", "RAX"),
        ("GB-LAE", "wot", "WOT"),
        ("GB-LAE", "GMCA", "GMCA"),
        ("GB-PPON", "pbcp-5168-zdgp", "PBCP-5168-ZDGP"),
        ("GB-CASC", "DF679063", "df679063"),
        ("GB-SRS", "sid4gov.cabinetoffice.gov.uk/tBq37PN7", "sid4gov.cabinetoffice.gov.uk/tBq37PN7"),
    ],
)
def test_identifiers_are_brought_into_their_registers_form(scheme: str, typed: str, identifier: str) -> None:
    read = OrgId.read(scheme=scheme, identifier=typed)
    assert (read.scheme, read.identifier) == (scheme.upper(), identifier)


@pytest.mark.parametrize(
    ("scheme", "typed"),
    [
        ("GB-CHC", "0109792"),
        ("GB-CHC", "715"),
        ("GB-CHC", "SC042386"),
        ("GB-SC", "042386"),
        ("GB-LAE", "E06000001"),
        ("GB-PPON", "PBCP5168ZDGP"),
        ("GB-UKPRN", "1000034"),
        ("GB-NHS", "R-X"),
    ],
)
def test_an_identifier_of_another_form_is_refused(scheme: str, typed: str) -> None:
    with pytest.raises(Unreadable, match=f"Enter an identifier of {SCHEMES[scheme].register} such as"):
        OrgId.read(scheme=scheme, identifier=typed)


@pytest.mark.parametrize("scheme", ["GB-CHO", "GB-CFS", "GB", "", "XX-DEMO", "XXX-COH", "COH", "GB_COH-X"])
def test_a_register_that_is_not_known_is_refused(scheme: str) -> None:
    with pytest.raises(Unreadable, match="is no register of organisations that is known here"):
        OrgId.read(scheme=scheme, identifier="01234567")


@pytest.mark.parametrize(
    ("written", "scheme", "identifier"),
    [
        ("GB-COH-7590785", "GB-COH", "07590785"),
        ("GB-IRN-542-0059", "GB-IRN", "542-0059"),
        ("US-EIN-12-3456789", "US-EIN", "12-3456789"),
        ("US-DE-CR-5001234", "US-DE-CR", "5001234"),
        ("CA_ON-ONT-1234567", "CA_ON-ONT", "1234567"),
        ("IE-CRO-012345", "IE-CRO", "012345"),
        ("XX-WHOLEPLACE-COUNCIL-00001", "XX-WHOLEPLACE", "COUNCIL-00001"),
    ],
)
def test_scheme_and_identifier_are_read_in_one(written: str, scheme: str, identifier: str) -> None:
    assert OrgId.parse(written) == OrgId(scheme, identifier)


@pytest.mark.parametrize("written", ["", "GB", "GB-COH", "01234567"])
def test_an_identifier_without_its_register_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="Enter an identifier with its register, as GB-COH-01234567"):
        OrgId.parse(written)


def test_a_register_abroad_is_known_by_its_code_alone() -> None:
    assert OrgId("IE-CRO", "012345").register == "IE-CRO"


@pytest.mark.parametrize("identifier", ["", "a b", "a\n", "-1", "é", "x" * 61])
def test_an_identifier_abroad_has_some_form(identifier: str) -> None:
    with pytest.raises(Unreadable, match="Enter an identifier of IE-CRO; "):
        OrgId("IE-CRO", identifier)


def test_identifiers_sort_by_register() -> None:
    assert sorted([OrgId("GB-NHS", "RAX"), OrgId("GB-COH", "01234567")])[0].scheme == "GB-COH"


def test_an_identifier_knows_whether_it_is_invented() -> None:
    assert OrgId(INVENTED_SCHEME, "COUNCIL-00001").is_invented
    assert not OrgId("GB-NHS", "RAX").is_invented


@pytest.mark.parametrize("code", ["01F", "7A1A5", "Z1070", "RAX", "A81001", "X2C4Y"])
def test_ods_codes_of_several_lengths_are_read(code: str) -> None:
    assert is_ods(code)
    assert read_ods(f" {code.lower()} ") == code


@pytest.mark.parametrize("code", ["", "R", "R-X", "rax", "ＲＡＸ"])
def test_other_text_is_no_ods_code(code: str) -> None:
    assert not is_ods(code)


@STEADY
@given(identifier=st.text(max_size=12), scheme=st.sampled_from(sorted(SCHEMES)))
def test_whatever_is_read_is_written_in_plain_letters_and_read_back(identifier: str, scheme: str) -> None:
    try:
        org_id = OrgId.read(scheme=scheme, identifier=identifier)
    except Unreadable:
        return
    assert str(org_id).isascii()
    assert OrgId.parse(str(org_id)) == org_id

"""Official codes of organisations, areas and addresses, invented ones that can never be taken for them, and
the numbers of persons that must be kept out.

A code is text, never a number: it keeps its leading noughts. Form is checked here; whether a register holds
the code, and from which day to which, is for the rooms that load registers.
"""

from wholeplace.ground.foundation.codes.area import (
    GSS_ENTITIES,
    is_gss,
    is_invented_gss,
    kind_of_area,
    read_gss,
)
from wholeplace.ground.foundation.codes.invented import invented_gss, invented_org_id, is_invented
from wholeplace.ground.foundation.codes.org_id import (
    INVENTED_SCHEME,
    SCHEMES,
    OrgId,
    Scheme,
    is_ods,
    read_ods,
)
from wholeplace.ground.foundation.codes.person import (
    is_nhs_number,
    national_insurance_numbers_in,
    nhs_numbers_in,
)
from wholeplace.ground.foundation.codes.postcode import is_postcode, outward_code, read_postcode, read_uprn

__all__ = [
    "GSS_ENTITIES",
    "INVENTED_SCHEME",
    "SCHEMES",
    "OrgId",
    "Scheme",
    "invented_gss",
    "invented_org_id",
    "is_gss",
    "is_invented",
    "is_invented_gss",
    "is_nhs_number",
    "is_ods",
    "is_postcode",
    "kind_of_area",
    "national_insurance_numbers_in",
    "nhs_numbers_in",
    "outward_code",
    "read_gss",
    "read_ods",
    "read_postcode",
    "read_uprn",
]

"""A folder of invented data in the layout of the published set, small enough to read at a glance."""

import json
from pathlib import Path

PLACE = ("X08000001",)
AGES = [str(age) for age in range(90)] + ["90+"]

_ABOVE = "UTLACD,UTLANM,CAUTHCD,CAUTHNM,RGNCD,RGNNM,CTRYCD,CTRYNM"
COUNCILS = f"""\
LADCD,LADNM,LADCD_ACTIVE,LADNM_ACTIVE,{_ABOVE},Current
X08000001,Marlbridge,X08000001,Marlbridge,X08000001,Marlbridge,,,X12000001,The Vales,X92000001,Albany,TRUE
X08000002,Étretham,X08000002,Étretham,X08000002,Étretham,,,X12000001,The Vales,X92000001,Albany,TRUE
X07000001,Fenwick,X07000001,Fenwick,X10000001,Fenshire,,,X12000001,The Vales,X92000001,Albany,TRUE
X07000009,Old Marl,X08000001,Marlbridge,X08000001,Marlbridge,,,X12000001,The Vales,X92000001,Albany,FALSE
08000001,No code,08000001,No code,,,,,,,,,TRUE
"""
SMALL_AREAS = """\
lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code
Marlbridge 001A,X01000001,U,Marlbridge 001A,X01000001,Marlbridge,X08000001
Marlbridge 001B,X01000002,S,Marlbridge 001C,X01000003,Marlbridge,X08000001
Marlbridge 001B,X01000002,S,Marlbridge 001D,X01000004,Marlbridge,X08000001
Fenwick 001A,X01000009,U,Fenwick 001A,X01000009,Fenwick,X07000001
"""
WARDS = """\
lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code
Marlbridge 001A,X01000001,Abbey,X05000001,Marlbridge,X08000001
Marlbridge 001C,X01000003,Abbey,X05000001,Marlbridge,X08000001
Marlbridge 001D,X01000004,Mill,X05000002,Marlbridge,X08000001
"""
NEIGHBOURHOODS = """\
MSOACD,MSOANM,MSOAHCLNM,LADCD_ACTIVE,MSOA11CD,MSOA21CD
X02000001,Marlbridge 001,Old Town,X08000001,X02000001,X02000001
"""
DISABILITY = """\
lsoa21_code,disability,n,total_residents,prop
X01000001,Disabled under the Equality Act,300,1500,0.2
X01000001,Not disabled under the Equality Act,1200,1500,0.8
X01000003,Disabled under the Equality Act,100,600,0.17
X01000004,Disabled under the Equality Act,50,200,0.25
X01000009,Disabled under the Equality Act,50,200,0.25
X01000004,Not disabled under the Equality Act,many,200,0.75
"""
_2019 = ("IMD", "Income", "Employment", "Education", "Health", "Crime", "Housing_and_Access", "Environment")
DEPRIVATION = "\n".join(
    [
        ",".join(["lsoa11_code", *(f"{name}_{form}" for form in ("decile", "rank") for name in _2019)]),
        ",".join(["X01000001", *["1"] * 8, *["12"] * 8]),
        ",".join(["X01000002", *["11"] * 8, *["30"] * 8]),
        ",".join(["E01000001", *["9"] * 8, *["900"] * 8]),
        ",".join(["nowhere", *["9"] * 8, *["900"] * 8]),
    ]
)


def _population(key: str, code: str, each: int, *, total: int | None = None) -> str:
    head = ",".join([f"{key}_name", f"{key}_code", "total_population", *AGES])
    row = ",".join(["Marlbridge", code, str(each * len(AGES) if total is None else total), *[str(each)] * len(AGES)])
    return f"{head}\n{row}\n"


def _outcomes() -> str:
    head = "area_code,area_name,area_type,period,indicator,measure,unit,value,compared_to_England,inequality"
    row = "{},{},UA,{},Life expectancy at birth,Life expectancy,Years,{},{},{}"
    return "\n".join(
        [
            head,
            row.format("X08000001", "Marlbridge", "2016 - 18", "79.1", "Worse", "Male"),
            row.format("X08000001", "Marlbridge", "2016 - 18", "83.0", "Similar", "Female"),
            row.format("X08000001", "Marlbridge", "2017 - 19", "NA", "Not compared", "Male"),
            row.format("X08000002", "Étretham", "lately", "80.0", "Similar", "Male"),
            row.format("E92000001", "Marlbridge", "2016 - 18", "79.5", "Not compared", "Male"),
        ]
    )


def _square(west: float) -> list[list[list[float]]]:
    return [[[west, 53.0], [west + 0.1, 53.0], [west + 0.1, 53.1], [west, 53.1], [west, 53.0]]]


def _features(key: str, codes: list[str], **more: object) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {key: code, **more},
            "geometry": {"type": "Polygon", "coordinates": _square(-1.0 + place * 0.1)},
        }
        for place, code in enumerate(codes)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


CRIME = """\
Crime ID,Month,LSOA code,Crime type
,2024-01,X01000001,Burglary
,2024-01,X01000001,Burglary
,2024-01,X01000001,Vehicle crime
,2024-01,X01000003,Burglary
,2024-01,E01000001,Burglary
,2024-01,,Burglary
"""
OFLOG = """\
Financial year,Local authority code,Measure,Code,Value
2021-22,X08000001,Turnover,ASC7,30.5
2022-23,X08000001,Turnover,ASC7,
2022-23,X08000001,Something new,ASC9,1
"""

FILES = {
    "geography/la_all_codes.csv": COUNCILS,
    "geography/lookups/lsoa11_lsoa21_ltla22.csv": SMALL_AREAS,
    "geography/lookups/lsoa21_ward24_ltla24.csv": WARDS,
    "geography/msoa_la.csv": NEIGHBOURHOODS,
    "geography/boundaries/lsoa11/marlbridge.geojson": _features("LSOA11CD", ["X01000001", "X01000002"]),
    "geography/boundaries/lsoa/marlbridge.geojson": _features("LSOA21CD", ["X01000001", "X01000003", "X01000004"]),
    "needs/population/population_mid2020_lsoa11_single_year_age.csv": _population("lsoa11", "X01000001", 10),
    "needs/population/population_mid2020_ltla21_single_year_age.csv": _population("ltla21", "X08000001", 30, total=1),
    "needs/census2021/disability21_lsoa21_ew.csv": DISABILITY,
    "needs/deprivation/imd2019_england_lsoa11.csv": DEPRIVATION,
    "needs/indicators/phof/life_expectancy.csv": _outcomes(),
    "needs/crime/2024-01-vales-street.csv": CRIME,
    "needs/adult-social-care/oflog-adult-social-care-by-la.csv": OFLOG,
    "needs/neighbours/oflog-nearest-neighbours-by-la.json": json.dumps(
        {"X08000001": ["X08000001", "X08000002"], "X08000002": ["X08000002", "X08000077"]}
    ),
}


def write(folder: Path, files: dict[str, str] = FILES) -> Path:
    """Write the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder

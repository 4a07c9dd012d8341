"""The conferences and study periods of the two cycles: what covers and feet say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meeting:
    """Hold what the cover of a conference says."""

    tag: str
    place: str
    year: int
    dates: str


MEETINGS = {
    "pp-18": Meeting("PP-18", "Dubai", 2018, "29 October - 16 November 2018"),
    "pp-22": Meeting("PP-22", "Bucharest", 2022, "26 September - 14 October 2022"),
    "wtsa-16": Meeting("WTSA-16", "Hammamet", 2016, "25 October - 3 November 2016"),
    "wtsa-20": Meeting("WTSA-20", "Geneva", 2022, "1-9 March 2022"),
    "wtdc-17": Meeting("WTDC-17", "Buenos Aires", 2017, "9-20 October 2017"),
    "wtdc-22": Meeting("WTDC-22", "Kigali", 2022, "6-16 June 2022"),
    "ra-19": Meeting("RA-19", "Sharm el-Sheikh", 2019, "21-25 October 2019"),
    "ra-23": Meeting("RA-23", "Dubai", 2023, "13-17 November 2023"),
    "wrc-19": Meeting("WRC-19", "Sharm el-Sheikh", 2019, "28 October - 22 November 2019"),
}
GROUPS = {  # the subjects of the study groups, by Sector and number
    ("T", "2"): "Operational aspects",
    ("T", "5"): "Environment, climate change and circular economy",
    ("T", "16"): "Multimedia",
    ("T", "17"): "Security",
    ("T", "20"): "Internet of things and smart cities and communities",
    ("R", "1"): "Spectrum management",
    ("R", "3"): "Radiowave propagation",
    ("R", "4"): "Satellite services",
    ("R", "5"): "Terrestrial services",
    ("R", "6"): "Broadcasting service",
    ("R", "7"): "Science services",
}

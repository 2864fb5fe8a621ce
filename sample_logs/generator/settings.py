"""Every number the generator is steered by; lengths in days, work in hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Settings:
    """One municipality of about 60,000 inhabitants, 12,000 of them children."""

    seed: int = 20250630
    simulate_from: date = date(2019, 7, 1)
    window_start: date = date(2022, 7, 1)
    window_end: date = date(2025, 6, 30)
    new_law: date = date(2024, 1, 1)

    children_per_year: int = 805
    known_child_share: float = 0.33
    #: Children by number of notifications within a year (Statistics Denmark, 2018).
    notifications_per_child: tuple[float, ...] = (0.662, 0.187, 0.072, 0.035, 0.018, 0.012, 0.008, 0.006)
    sibling_share: float = 0.30
    type_shares: dict[str, float] = field(
        default_factory=lambda: {"Almindelig": 0.89, "Handicap": 0.07, "Overgreb": 0.04}
    )

    intake_members: int = 6
    same_visitator: float = 0.85
    intake_turnover: float = 0.18
    family_members: int = 24
    family_turnover: float = 0.24
    caseload_cap: int = 30
    weekly_hours: float = 37.0
    logged_share: float = 0.60
    sickness_share: float = 0.05
    block_hours: float = 2.0
    giver_hours: float = 3.0
    receiver_hours: float = 4.5

    assessment_share: dict[str, float] = field(
        default_factory=lambda: {"Almindelig": 0.325, "Handicap": 0.45, "Overgreb": 1.0}
    )
    exploration_share: float = 0.22
    decision_share: float = 0.62
    placement_share: float = 0.07
    acute_share: float = 0.035
    refusal_share: float = 0.25

    acute_on_time: float = 0.945
    acute_missing: float = 0.012
    acute_date_only: float = 0.05
    receipt_on_time: float = 0.86
    receipt_missing: float = 0.05

    #: Planted breaches, as shares of the occasions.
    talk_breach: float = 0.43
    hearing_breach: float = 0.13
    old_template: float = 0.12
    risk_breach: float = 0.40
    plan_breach: float = 0.26
    one_adviser: float = 0.09
    same_assessor: float = 0.10
    abuse_without_assessment: float = 0.2


#: Hours of logged work per activity: mean; the spread is a coefficient of variation of 0.35.
HOURS = {
    "Møde med forældre": 4.0,
    "Afdækning afsluttet": 6.0,
    "Undersøgelse besluttet": 0.7,
    "Børnefaglig undersøgelse startet": 1.5,
    "Risikovurdering": 2.0,
    "Oplysninger indhentet": 0.8,
    "Børnesamtale": 2.5,
    "Netværksmøde": 3.0,
    "Foreløbig vurdering": 2.0,
    "Børnehus kontaktet": 1.5,
    "Børnefaglig undersøgelse afsluttet": 12.0,
    "Partshøring afsluttet": 1.0,
    "Afgørelse om indsats": 3.0,
    "Afgørelse om anbringelse": 12.0,
    "Afgørelse om afslag": 2.0,
    "Barnets plan": 4.0,
    "Handleplan": 4.0,
    "Indsats iværksat": 1.5,
    "Opfølgning": 4.0,
    "Tilsynsbesøg": 5.0,
    "Foreløbig afgørelse iværksat": 12.0,
    "Skriftlig meddelelse til parter": 1.0,
    "Godkendelse i børne- og ungeudvalget": 3.0,
    "Indsats ophørt": 1.5,
    "Fornyet vurdering": 1.0,
    "Sag afsluttet": 0.5,
}

#: Section numbers: Serviceloven, Barnets lov.
SECTIONS = {
    "Underretning modtaget": ("§ 153", "§ 133"),
    "24-timers vurdering": ("§ 155", "§ 136"),
    "Kvittering til underretter": ("§ 155 b", "§ 137"),
    "Screening afsluttet": ("§ 155", "§ 18"),
    "Fornyet vurdering": ("§ 155", "§ 136"),
    "Underretter orienteret": ("§ 155 b", "§ 137"),
    "Afdækning afsluttet": ("§ 11", "§ 19"),
    "Risikovurdering": ("§ 50", "§ 18"),
    "Undersøgelse besluttet": ("§ 50", "§ 20"),
    "Børnefaglig undersøgelse startet": ("§ 50", "§ 20"),
    "Foreløbig vurdering": ("§ 50", "§ 20"),
    "Børnefaglig undersøgelse afsluttet": ("§ 50", "§ 20"),
    "Børnehus kontaktet": ("§ 50 a", "§ 124"),
    "Børnesamtale": ("§ 48", "§ 5"),
    "Partshøring afsluttet": ("FVL § 19", "FVL § 19"),
    "Afgørelse om indsats": ("§ 52", "§ 32"),
    "Afgørelse om anbringelse": ("§ 52", "§ 46"),
    "Afgørelse om afslag": ("§ 52", "§ 32"),
    "Handleplan": ("§ 140", "§ 91"),
    "Barnets plan": ("§ 140", "§ 91"),
    "Indsats iværksat": ("§ 52", "§ 32"),
    "Opfølgning": ("§ 70", "§ 95"),
    "Tilsynsbesøg": ("§ 148", "§ 156"),
    "Foreløbig afgørelse iværksat": ("§ 75", "§ 143"),
    "Skriftlig meddelelse til parter": ("§ 75", "§ 143"),
    "Godkendelse i børne- og ungeudvalget": ("§ 75", "§ 143"),
}

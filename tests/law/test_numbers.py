"""The numbers themselves: each one of the rules and standards, as at a day, read as a lawyer would read them."""

from datetime import date
from decimal import Decimal

import pytest

from wholeplace.ground.law import Confidence, NotYetInForce, every_number, number

BEFORE, AFTER = date(2025, 12, 31), date(2026, 1, 1)


def value(rule: str, on: date = AFTER, jurisdiction: str = "England") -> int:
    return number(rule=rule, on=on, jurisdiction=jurisdiction).whole


@pytest.mark.parametrize(
    "rule, until_2025, from_2026",
    [
        ("threshold_goods_services_central", 139_688, 135_018),
        ("threshold_goods_services_sub_central", 214_904, 207_720),
        ("threshold_light_touch", 663_540, 663_540),
        ("threshold_light_touch_utilities", 884_720, 884_720),
        ("threshold_works", 5_372_609, 5_193_000),
        ("threshold_concession", 5_372_609, 5_193_000),
        ("threshold_light_touch_concession", 5_372_609, 5_372_609),
        ("threshold_utilities_goods_services", 429_809, 415_440),
        ("threshold_utilities_works", 5_372_609, 5_193_000),
        ("threshold_defence_goods_services", 429_809, 415_440),
        ("threshold_defence_works", 5_372_609, 5_193_000),
        ("threshold_defence_concession", 5_372_609, 5_193_000),
        ("works_suitability_floor_central", 138_760, 135_018),
        ("works_suitability_floor_other", 213_477, 207_720),
    ],
)
def test_thresholds_changed_on_1_january_2026(rule, until_2025, from_2026):
    for day, pounds in ((BEFORE, until_2025), (AFTER, from_2026)):
        found = number(rule=rule, on=day)
        assert found.whole == pounds * 100
        assert (found.unit, found.bound, found.includes_vat) == ("pence", "at least", True)
        assert found.is_confirmed


def test_thresholds_before_the_act_are_unconfirmed():
    found = number(rule="threshold_works", on=date(2025, 2, 23))
    assert (found.whole, found.is_confirmed) == (537_260_900, False)
    assert number(rule="threshold_works", on=date(2025, 2, 24)).is_confirmed


@pytest.mark.parametrize(
    "rule, pounds, bound",
    [
        ("pipeline_notice_spend", 100_000_000, "more than"),
        ("pipeline_notice_contract_value", 2_000_000, "more than"),
        ("key_performance_indicators_value", 5_000_000, "more than"),
        ("contract_copy_value", 5_000_000, "more than"),
        ("contract_change_copy_value", 5_000_000, "more than"),
        ("contract_award_notice_unsuccessful_value", 5_000_000, "more than"),
        ("notifiable_below_threshold_central", 12_000, "at least"),
        ("notifiable_below_threshold_other", 30_000, "at least"),
    ],
)
def test_other_money_lines_of_the_act(rule, pounds, bound):
    found = number(rule=rule, on=AFTER)
    assert (found.whole, found.bound, found.includes_vat) == (pounds * 100, bound, True)


@pytest.mark.parametrize(
    "rule, unit, days",
    [
        ("pipeline_notice", "calendar_days", 56),
        ("pipeline_notice_horizon", "months", 18),
        ("planned_procurement_notice_least", "calendar_days", 40),
        ("planned_procurement_notice_most", "months", 12),
        ("contract_details_notice", "calendar_days", 30),
        ("contract_details_notice_light_touch", "calendar_days", 120),
        ("contract_copy", "calendar_days", 90),
        ("contract_copy_light_touch", "calendar_days", 180),
        ("contract_performance_assessment", "months", 12),
        ("contract_performance_breach_notice", "calendar_days", 30),
        ("contract_change_notice_goods_services", "percent", 10),
        ("contract_change_notice_works", "percent", 15),
        ("contract_change_notice_term", "percent", 10),
        ("contract_change_copy", "calendar_days", 90),
        ("contract_change_standstill", "working_days", 8),
        ("contract_termination_notice", "calendar_days", 30),
        ("payments_compliance_notice", "calendar_days", 30),
        ("payments_compliance_period", "months", 6),
        ("payments_compliance_first_band", "calendar_days", 30),
        ("payments_compliance_second_band", "calendar_days", 60),
        ("invoice_payment", "calendar_days", 30),
        ("invoice_payment_below_threshold", "calendar_days", 30),
        ("key_performance_indicators_least", "count", 3),
        ("key_performance_indicators_published", "count", 3),
        ("participation_period", "calendar_days", 25),
        ("participation_period_urgent", "calendar_days", 10),
        ("participation_period_light_touch", "calendar_days", 0),
        ("tendering_period_light_touch", "calendar_days", 0),
        ("tendering_period_negotiated", "calendar_days", 0),
        ("tendering_period_pre_selected", "calendar_days", 10),
        ("tendering_period_planned_notice", "calendar_days", 10),
        ("tendering_period_urgent", "calendar_days", 10),
        ("tendering_period_dynamic_market", "calendar_days", 10),
        ("tendering_period_electronic_together", "calendar_days", 25),
        ("tendering_period_electronic_apart", "calendar_days", 30),
        ("tendering_period_paper_together", "calendar_days", 30),
        ("tendering_period_paper_apart", "calendar_days", 35),
        ("mandatory_standstill", "working_days", 8),
        ("voluntary_standstill", "working_days", 8),
        ("framework_term", "years", 4),
        ("framework_term_defence_utilities", "years", 8),
        ("open_framework_first_award", "years", 3),
        ("open_framework_later_awards", "years", 5),
        ("open_framework_whole_term", "years", 8),
        ("open_framework_single_supplier_term", "years", 4),
        ("similar_services_direct_award", "years", 5),
        ("substantial_change_of_term", "percent", 10),
        ("below_threshold_modification_goods_services", "percent", 10),
        ("below_threshold_modification_works", "percent", 15),
        ("unforeseeable_modification", "percent", 50),
        ("known_risk_modification", "percent", 50),
        ("additional_supply_modification", "percent", 50),
        ("exclusion_look_back", "years", 5),
        ("exclusion_look_back_listed_grounds", "years", 3),
        ("exclusion_notification", "calendar_days", 30),
        ("controlled_company_activities", "percent", 80),
        ("shared_arrangement_other_activities", "percent", 20),
        ("small_enterprise_staff", "count", 250),
        ("small_enterprise_turnover", "pence", 4_400_000_000),
        ("small_enterprise_balance_sheet", "pence", 3_800_000_000),
        ("considerable_change_value", "pence", 50_000_000),
        ("considerable_change_share", "percent", 25),
        ("selection_award_notice", "calendar_days", 30),
        ("most_suitable_provider_wait", "calendar_days", 14),
        ("selection_standstill", "working_days", 8),
        ("selection_standstill_after_decision", "working_days", 5),
        ("selection_modification_value", "pence", 50_000_000),
        ("selection_modification_share", "percent", 25),
        ("selection_modification_notice_value", "pence", 50_000_000),
        ("selection_modification_notice", "calendar_days", 30),
        ("selection_urgent_notice", "calendar_days", 30),
        ("selection_abandonment_notice", "calendar_days", 30),
        ("selection_framework_term", "years", 4),
        ("key_decision_wards", "count", 2),
        ("key_decision_notice", "clear_days", 28),
        ("private_meeting_notice", "clear_days", 28),
        ("private_meeting_further_notice", "clear_days", 5),
        ("public_meeting_notice", "clear_days", 5),
        ("agenda_and_reports", "clear_days", 5),
        ("general_exception_notice", "clear_days", 5),
        ("scrutiny_documents", "clear_days", 10),
        ("call_in_window", "working_days", 5),
        ("protected_characteristics", "count", 9),
        ("voluntary_sector_notice", "months", 3),
        ("voluntary_sector_notice_local_compact", "months", 6),
        ("transparency_spend", "pence", 50_000),
        ("transparency_tender", "pence", 500_000),
        ("transparency_contract", "pence", 500_000),
        ("transparency_platform_from", "pence", 500_000),
        ("transparency_platform_to", "pence", 3_000_000),
        ("small_count_hidden_from", "count", 1),
        ("small_count_hidden_to", "count", 7),
        ("count_rounding", "count", 5),
        ("percentage_one_decimal_denominator", "count", 4000),
        ("research_midpoint_rounding", "count", 6),
        ("social_care_count_hidden_below", "count", 5),
        ("interval_confidence", "percent", 95),
        ("life_expectancy_widest_interval", "years", 20),
        ("trend_points", "count", 5),
        ("pooled_fund_report", "months", 3),
        ("market_oversight_beds", "count", 2000),
        ("direct_payment_first_review", "months", 6),
    ],
)
def test_a_number_of_the_rules(rule, unit, days):
    found = number(rule=rule, on=AFTER)
    assert (found.whole, found.unit) == (days, unit)


def test_the_last_three_duties_of_the_act_began_in_2026():
    assert value("payments_compliance_notice") == 30
    assert value("contract_performance_assessment") == 12
    for rule in ("payments_compliance_notice", "contract_performance_assessment"):
        with pytest.raises(NotYetInForce, match="the next begins on 1 January 2026"):
            number(rule=rule, on=BEFORE)
    for rule, amount in (("payment_information", 30), ("payment_information_value", 3_000_000)):
        with pytest.raises(NotYetInForce, match="the next begins on 1 April 2026"):
            number(rule=rule, on=date(2026, 3, 31))
        assert value(rule, date(2026, 4, 1)) == amount


def test_wales_reports_its_payments_from_1_april_2026():
    with pytest.raises(NotYetInForce, match="in Wales: the next begins on 1 April 2026"):
        number(rule="payments_compliance_notice", on=AFTER, jurisdiction="Wales")
    assert value("payments_compliance_notice", date(2026, 4, 1), "Wales") == 30


def test_a_share_may_have_decimals():
    found = number(rule="interval_confidence_high", on=AFTER)
    assert found.value == Decimal("99.8")
    with pytest.raises(ValueError, match="not a whole number"):
        _ = found.whole


def test_what_nobody_has_read_is_unconfirmed():
    assert not number(rule="call_in_window", on=AFTER).is_confirmed
    assert number(rule="mandatory_standstill", on=AFTER).is_confirmed


def test_every_number_says_its_source_and_how_far_to_trust_it():
    book = every_number()
    assert len(book) > 150
    for found in book:
        assert found.title
        assert found.source
        assert found.confidence.meaning
        assert not found.overridden
    assert {found.confidence for found in book} == set(Confidence)


def test_every_amount_of_the_procurement_act_includes_vat():
    amounts = [
        found
        for found in every_number()
        if found.unit == "pence" and found.subject in ("procurement_thresholds", "procurement_amounts")
    ]
    assert amounts
    assert all(found.includes_vat for found in amounts)


def test_every_period_says_from_when_it_is_counted():
    periods = {"calendar_days", "working_days", "clear_days"}
    assert [f.rule for f in every_number() if f.unit in periods and not f.counted] == []


def test_no_rule_has_run_out():
    ended = {found.rule for found in every_number() if found.ends is not None}
    assert ended
    for rule in ended:
        assert number(rule=rule, on=date(2026, 11, 24)).ends is None

"""Foundation: the types that everything else is written in.

Pure: values in, values out. Nothing here knows of Django, reads the clock or touches a file while it is
called; the one data file, `bank_holidays.toml`, is read when `calendar` is imported. The standard library
only.

    ref, public_id      a record by its kind and its random id: need:7k3q9x2m4p5r
    refusal             a rule that says why not, the rulebook it stands in, and Refused with every reason
    money               whole pence; shared out without losing or inventing one
    period              from a first to a last day; the last day counts
    financial_year      2025/26, from 1 April to 31 March, and its quarters
    calendar            working days: Procurement Act, Provider Selection Regime, England
    counting            the four ways in which the law counts days
    codes               official codes of organisations and areas, postcodes; invented codes that cannot be
                        mistaken for them; the numbers of persons that are kept out
    parse               strict readers of what people type and files hold
    labelled            closed lists whose values have a label for the screen
    unreadable          the one exception of everything that reads
    hashing             one sequence of bytes for one value, and its hash

What it never does: hold a number that Parliament or a partnership can change (those are dated, in `law` and
in rows), know whether a register holds a code, round money in silence, guess what somebody meant.
"""

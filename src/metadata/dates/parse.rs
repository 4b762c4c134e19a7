//! Dates in attributes and in running text, in the forms and languages that pages use.
//!
//! A text is folded to lower case without accents and with ASCII digits, cut into numbers, words and signs, and
//! read from left to right. Only what is certain is filled in: a date without a time stays one.

pub use super::calendar::{Date, Order, Time};
use super::calendar::{EARLIEST, LATEST, clock};
use super::months::{Label, label, month};
pub use super::words::fold;
use super::words::{Reader, tokens};

/// A date in a text.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// The date.
    pub date: Date,
    /// What the words before it, or after it, say it is.
    pub label: Label,
    /// How many letters stand between the date before, or the beginning, and it.
    pub letters_before: usize,
    /// How many letters follow up to the next date or the end.
    pub letters_after: usize,
}

/// Longest text looked at for dates, in bytes.
const MAX_TEXT: usize = 600;

/// The date that an attribute or a metadata field holds: the first one in it, or a count of seconds since 1970.
pub fn value(text: &str, order: Order) -> Option<Date> {
    let text = text.trim();
    if (10..=13).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        let seconds = text.parse::<i64>().ok()? / if text.len() == 13 { 1_000 } else { 1 };
        let mut date = Date::from_days(seconds.div_euclid(86_400));
        let of_day = seconds.rem_euclid(86_400);
        let part = |unit: i64, count: i64| (of_day / unit % count) as u8;
        let time =
            Time { hour: part(3_600, 24), minute: part(60, 60), second: Some(part(1, 60)), offset: Some(0) };
        date.time = Some(time);
        return (EARLIEST..=LATEST).contains(&u32::from(date.year)).then_some(date);
    }
    find(text, order).into_iter().map(|found| found.date).next()
}

/// Every date in `text`, in order.
pub fn find(text: &str, order: Order) -> Vec<Found> {
    let folded = fold(&text[..text.floor_char_boundary(MAX_TEXT)]);
    let tokens = tokens(&folded);
    let reader = Reader { tokens: &tokens, order };
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    let mut from = 0;
    let letters = |range: std::ops::Range<usize>| -> usize {
        tokens[range]
            .iter()
            .filter(|t| t.number.is_none())
            .map(|t| t.text.chars().filter(|c| c.is_alphabetic()).count())
            .sum()
    };
    while at < tokens.len() {
        let Some((mut date, mut end)) = reader.date(at) else {
            at += 1;
            continue;
        };
        let mut start = at;
        if date.time.is_none() {
            if let Some((time, after)) = reader.time_after(end) {
                date.time = Some(time);
                end = after;
            } else if let Some((time, before)) = reader.time_before(from, at) {
                date.time = Some(time);
                start = before;
            }
        }
        let said =
            tokens[from..start].iter().rev().map(|t| label(&folded[t.start..])).find(|&l| l != Label::None);
        if let Some(last) = found.last_mut() {
            last.letters_after = letters(from..start);
        }
        found.push(Found {
            date,
            label: said.unwrap_or_default(),
            letters_before: letters(from..start),
            letters_after: 0,
        });
        at = end.max(at + 1);
        from = at;
    }
    if let Some(last) = found.last_mut() {
        last.letters_after = letters(from.min(tokens.len())..tokens.len());
        // East Asian pages put the label behind: "2019年3月5日 更新".
        if last.label == Label::None {
            let said = tokens[from..]
                .iter()
                .take(4)
                .filter(|t| !t.text.is_ascii())
                .map(|t| label(&folded[t.start..]));
            last.label = said.into_iter().find(|&l| l != Label::None).unwrap_or_default();
        }
    }
    found
}

impl Reader<'_> {
    fn year(&self, at: usize) -> Option<u32> {
        let year = self.number(at, 4, 4)?;
        // The Thai calendar counts from the Buddha's death.
        let year = if (2_500..2_600).contains(&year) { year - 543 } else { year };
        (EARLIEST..=LATEST).contains(&year).then_some(year)
    }

    /// A name of a month: its number, and where it ends.
    fn month(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.word(at);
        if self.tokens.get(at)?.number.is_some() {
            return None;
        }
        if word == "thang" {
            return Some((self.number(at + 1, 1, 2)?, at + 2));
        }
        let number = month(word, self.word(at + 1))?;
        let pair = matches!(word, "كانون" | "تشرين");
        Some((u32::from(number), at + 1 + usize::from(pair)))
    }

    /// The first index from `at` on whose word is none of `fillers`; passes over four at most.
    fn pass(&self, at: usize, fillers: &[&str]) -> usize {
        (at..at + 4).find(|&at| !fillers.contains(&self.word(at))).unwrap_or(at + 4)
    }

    /// The date that begins at `at`, and where it ends.
    fn date(&self, at: usize) -> Option<(Date, usize)> {
        // Not in the middle of a number, a code or an address.
        if at > 0 {
            let joined =
                !self.tokens[at].spaced && matches!(self.word(at - 1), "-" | "." | "/" | "_" | "#" | "$");
            if joined && self.tokens.get(at.wrapping_sub(2)).is_some_and(|t| t.number.is_some()) {
                return None;
            }
        }
        self.compact(at)
            .or_else(|| self.year_first(at))
            .or_else(|| self.day_and_name(at))
            .or_else(|| self.numeric(at))
            .or_else(|| self.name_first(at))
            .or_else(|| self.era(at))
    }

    /// 20190305, 20190305T174300, 20190305174300.
    fn compact(&self, at: usize) -> Option<(Date, usize)> {
        let text = self.word(at);
        let part = |from: usize, to: usize| text.get(from..to).and_then(|t| t.parse::<u32>().ok());
        if !matches!(text.len(), 8 | 12 | 14) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let day = part(6, 8).filter(|&d| d > 0)?;
        let mut date = Date::checked(part(0, 4)?, part(4, 6)?, day)?;
        if text.len() > 8 {
            date.time = clock(part(8, 10)?, part(10, 12)?, part(12, 14));
            date.time?;
        } else if self.word(at + 1) == "t" {
            let time = self.word(at + 2);
            let part = |from: usize, to: usize| time.get(from..to).and_then(|t| t.parse::<u32>().ok());
            date.time = clock(part(0, 2).unwrap_or(99), part(2, 4).unwrap_or(99), part(4, 6));
            if let Some(time) = &mut date.time {
                let (offset, end) = self.zone(at + 3);
                time.offset = offset;
                return Some((date, end));
            }
        }
        Some((date, at + 1))
    }

    /// 2019-03-05, 2019/3/5, 2019. 3. 5., 2019年3月5日, 2019년 3월 5일, 2019 m. kovo 5 d., 2019-03.
    fn year_first(&self, at: usize) -> Option<(Date, usize)> {
        let year = self.year(at)?;
        let separator = self.word(at + 1);
        if matches!(separator, "-" | "/" | "." | "年" | "년")
            && let Some(month) = self.number(at + 2, 1, 2)
        {
            {
                let second = self.word(at + 3);
                let day = self.number(at + 4, 1, 2).filter(|&d| d > 0);
                let same = second == separator || matches!(second, "月" | "월");
                if let Some(day) = day.filter(|_| same) {
                    let end = at + 5 + usize::from(matches!(self.word(at + 5), "日" | "일" | "号" | "號"));
                    return Some((Date::checked(year, month, day)?, end));
                }
                // A month alone: in full, and not a range of years or a phone number.
                let whole = matches!(second, "月" | "월")
                    || separator == "-" && self.word(at + 2).len() == 2 && self.tokens.len() == at + 3;
                return whole.then(|| Date::checked(year, month, 0)).flatten().map(|date| (date, at + 3));
            }
        }
        let next = self.pass(at + 1, &[".", ",", "m", "gada", "-", "/", "оны"]);
        let (month, next) = self.month(next)?;
        let day = self.pass(next, &[".", ",", "-", "/"]);
        let number = self.number(day, 1, 2).filter(|&d| d > 0)?;
        Some((Date::checked(year, month, number)?, day + 1))
    }

    /// 5 March 2019, 5. März 2019, 5 de marzo de 2019, 05-Mar-2019, 5 tháng 3 năm 2019, 5 mars 17:43 2019.
    fn day_and_name(&self, at: usize) -> Option<(Date, usize)> {
        let day = self.number(at, 1, 2).filter(|&d| d > 0)?;
        const FILLERS: [&str; 17] = [
            ".", "-", "/", ",", "st", "nd", "rd", "th", "er", "º", "de", "of", "ta", "ne", "י", "ngay", "ος",
        ];
        let (month, next) = self.month(self.pass(at + 1, &FILLERS))?;
        self.year_behind(day, month, next)
    }

    /// March 5, 2019; Mar. 5th 2019; March 2019.
    fn name_first(&self, at: usize) -> Option<(Date, usize)> {
        let (month, next) = self.month(at)?;
        let next = self.pass(next, &[".", ",", "-", "/"]);
        if let Some(year) = self.year(next) {
            return Some((Date::checked(year, month, 0)?, next + 1));
        }
        let day = self.number(next, 1, 2).filter(|&d| d > 0)?;
        let next = self.pass(next + 1, &["st", "nd", "rd", "th", "er"]);
        if self.word(next) == "-" {
            return self.year(next + 1).and_then(|year| Some((Date::checked(year, month, day)?, next + 2)));
        }
        self.year_behind(day, month, next)
    }

    /// The year after day and month, perhaps with the time between.
    fn year_behind(&self, day: u32, month: u32, next: usize) -> Option<(Date, usize)> {
        let at =
            self.pass(next, &[".", ",", "-", "/", "de", "del", "of", "nam", "'", "'", "’", "ad", "г", "al"]);
        if let Some(year) = self.year(at) {
            return Some((Date::checked(year, month, day)?, at + 1));
        }
        // 05-Mar-19
        if matches!(self.word(at.wrapping_sub(1)), "-" | "/" | "'" | "’")
            && let Some(year) = self.number(at, 2, 2)
        {
            return Some((Date::checked(2_000 + year, month, day)?, at + 1));
        }
        // Mar 5 17:43:00 UTC 2019
        let (time, at) = self.time(next)?;
        let mut date = Date::checked(self.year(at)?, month, day)?;
        date.time = Some(time);
        Some((date, at + 1))
    }

    /// 05/03/2019, 5.3.2019, 05-03-2019, 05.03.19.
    fn numeric(&self, at: usize) -> Option<(Date, usize)> {
        let (first, separator) = (self.number(at, 1, 2)?, self.word(at + 1));
        let second = self.number(at + 2, 1, 2)?;
        if !matches!(separator, "." | "/" | "-") || self.word(at + 3) != separator {
            return None;
        }
        let short = self.number(at + 4, 2, 2).filter(|_| !self.tokens[at + 4].spaced && separator != "-");
        let year = self.year(at + 4).or(short.map(|year| 2_000 + year))?;
        let month_first = second > 12 || separator == "/" && self.order == Order::MonthFirst && first <= 12;
        let (day, month) = if month_first { (second, first) } else { (first, second) };
        let date = Date::checked(year, month, day).filter(|date| date.day > 0)?;
        // More numbers behind: an address or a version.
        let more = self.word(at + 5) == separator && self.number(at + 6, 1, 9).is_some();
        (!more).then_some((date, at + 5))
    }

    /// 令和元年3月5日, 平成31年3月5日.
    fn era(&self, at: usize) -> Option<(Date, usize)> {
        let before = match (self.word(at), self.word(at + 1)) {
            ("令", "和") => 2018,
            ("平", "成") => 1988,
            _ => return None,
        };
        let year = if self.word(at + 2) == "元" { 1 } else { self.number(at + 2, 1, 2)? };
        if self.word(at + 3) != "年" || self.word(at + 5) != "月" {
            return None;
        }
        let (month, day) = (self.number(at + 4, 1, 2)?, self.number(at + 6, 1, 2)?);
        Some((Date::checked(before + year, month, day)?, at + 8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> String {
        value(text, Order::DayFirst).map(|date| date.iso()).unwrap_or_default()
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
            ("5/3/2019", "2019-03-05"),
            ("3/25/2019", "2019-03-25"),
            ("version 1.2.2019.4", ""),
            ("call 2019-555", ""),
        ] {
            assert_eq!(iso(text), expected, "{text}");
        }
        assert_eq!(value("5/3/2019", Order::MonthFirst).map(|d| d.iso()).as_deref(), Some("2019-05-03"));
    }

    #[test]
    fn labels_stand_before_or_after() {
        let labels = |text: &str| {
            find(text, Order::DayFirst).iter().map(|f| (f.label, f.date.iso())).collect::<Vec<_>>()
        };
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
        let leap = Date { year: 2000, month: 2, day: 29, time: None };
        assert_eq!(leap.days(), 11_016);
    }

    #[test]
    fn hostile_text_is_cheap() {
        assert!(find(&"5/".repeat(500_000), Order::DayFirst).is_empty());
        assert!(find(&" ".repeat(60_000), Order::DayFirst).is_empty());
    }
}

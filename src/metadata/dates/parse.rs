//! Dates in attributes and in running text, in the forms and languages that pages use.
//!
//! A text is folded to lower case without accents and with ASCII digits, cut into numbers, words and signs, and
//! read from left to right. Only what is certain is filled in: a date without a time stays one.

use super::super::words::{has, has_digit};
pub use super::calendar::{Date, Order, Time};
use super::calendar::{EARLIEST, Form, LATEST, clock};
use super::months::{Label, label, month, persian};
use super::words::{Reader, position};
pub use super::words::{Reading, fold};

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
#[inline(never)]
pub fn value(text: &str, reading: Reading) -> Option<Date> {
    let text = text.trim();
    if (10..=13).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        let seconds = text.bytes().fold(0, |sum, digit| 10 * sum + i64::from(digit - b'0'));
        let minutes = seconds / if text.len() == 13 { 60_000 } else { 60 };
        let mut date = Date::from_days(minutes / 1_440);
        let second = seconds / if text.len() == 13 { 1_000 } else { 1 } % 60;
        date.time = Some(Time {
            hour: (minutes / 60 % 24) as u8,
            minute: (minutes % 60) as u8,
            second: Some(second as u8),
            offset: Some(0),
        });
        return (EARLIEST..=LATEST).contains(&u32::from(date.year)).then_some(date);
    }
    find(text, reading).first().map(|found| found.date)
}

/// Every date in `text`, in order.
#[inline(never)]
pub fn find(text: &str, reading: Reading) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    // "An hour ago" has none, and stands alone or in a line that says little more.
    const WORDS_ALONE: usize = 100;
    if (reading.today.is_none() || text.len() > WORDS_ALONE) && !has(text, char::is_numeric) {
        return found;
    }
    let reader = Reader::new(&text[..text.floor_char_boundary(MAX_TEXT)], reading);
    let count = reader.tokens.len();
    let mut at = 0;
    let mut from = 0;
    let mut is_passive = false;
    while at < count {
        let Some((mut date, mut end)) = reader.date(at) else {
            at += 1;
            continue;
        };
        let mut start = at;
        if date.time.is_none() && date.form != Form::Relative {
            if let Some((time, after)) = reader.time_after(end) {
                date.time = Some(time);
                end = after;
            } else if let Some((time, before)) = reader.time_before(from, at) {
                date.time = Some(time);
                start = before;
            }
        }
        let letters_before = reader.letters(from, start);
        if let Some(last) = found.last_mut() {
            last.letters_after = letters_before;
        }
        let label = reader.label(from, start);
        is_passive = (from..start).any(|at| reader.is(at, "wurde werd"));
        found.push(Found { date, label, letters_before, letters_after: 0 });
        at = end.max(at + 1).min(count);
        from = at;
    }
    if let Some(last) = found.last_mut() {
        last.letters_after = reader.letters(from, count);
        // East Asian pages put the label behind: "2019年3月5日 更新". So do German and Dutch sentences: "wurde am 5. März
        // 2019 von Ann Lee veröffentlicht".
        let reach = if is_passive { 16 } else { 4 };
        for at in from..count.min(from + reach) {
            if last.label == Label::None && (is_passive || !reader.word(at).is_ascii()) {
                last.label = label(reader.rest(at));
            }
        }
    }
    found
}

/// What the last few words of `text` say of the date that follows them.
pub fn label_before(text: &str) -> Label {
    const FEW: usize = 6;
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(MAX_TEXT))..];
    let reader = Reader::new(text, Reading::ALONE);
    let count = reader.tokens.len();
    reader.label(count.saturating_sub(FEW), count)
}

/// The whole date that `text` ends with.
#[inline(never)]
pub fn at_end(text: &str, reading: Reading) -> Option<Date> {
    let last = *find(text, reading).last()?;
    (last.date.day > 0 && last.letters_after == 0).then_some(last.date)
}

/// What a short text without a date says of the date that follows it: "Published", "Last updated:".
pub fn heading(text: &str) -> Label {
    const LONGEST: usize = 40;
    if text.len() > LONGEST || has_digit(text) {
        return Label::None;
    }
    let reader = Reader::new(text, Reading::ALONE);
    match reader.label(0, reader.tokens.len().min(2)) {
        Label::Other => Label::None,
        label => label,
    }
}

/// The date in an address: /2019/03/05/, /2019-03-05-, /20190305.
pub fn in_address(path: &str) -> Option<Date> {
    const FIRST_YEAR: u16 = 1990;
    let reader = Reader::new(&path[..path.floor_char_boundary(MAX_TEXT)], Reading::ALONE);
    for at in 1..reader.tokens.len() {
        if reader.is(at - 1, "/ - _ . ~")
            && let Some((date, end)) = reader.compact(at).or_else(|| reader.year_first(at))
            && date.day > 0
            && date.time.is_none()
            && date.year >= FIRST_YEAR
            && (reader.word(end).is_empty() || reader.is(end, "/ - _ . ~"))
            // "/2019/03/5-ways-home" counts ways.
            && !(reader.is(end, "-") && reader.is(end - 2, "/") && reader.word(end - 1).len() == 1)
        {
            return Some(date);
        }
    }
    None
}

impl Reader {
    /// What the words from `from` to before `to` say, the last one first.
    fn label(&self, from: usize, to: usize) -> Label {
        for at in (from..to).rev() {
            let label = label(self.rest(at));
            if label != Label::None {
                return label;
            }
        }
        Label::None
    }

    #[inline(never)]
    fn year(&self, at: usize) -> Option<u32> {
        let year = self.number(at, 4, 4)?;
        // The Thai calendar counts from the Buddha's death.
        let year = if (2_500..2_600).contains(&year) { year - 543 } else { year };
        (EARLIEST..=LATEST).contains(&year).then_some(year)
    }

    /// A day of a month, or a month's number.
    #[inline(never)]
    fn part(&self, at: usize) -> Option<u32> {
        self.number(at, 1, 2).filter(|&part| part > 0)
    }

    /// A name of a month: its number, and where it ends.
    #[inline(never)]
    fn month(&self, at: usize) -> Option<(u32, usize)> {
        if self.tokens.get(at)?.letters == 0 {
            return None;
        }
        if self.is(at, "thang") {
            return Some((self.part(at + 1)?, at + 2));
        }
        let number = month(self.word(at), self.word(at + 1))?;
        Some((u32::from(number), at + 1 + usize::from(self.is(at, "كانون تشرين"))))
    }

    /// The first index from `at` on whose word is none of `fillers`; passes over four at most.
    #[inline(never)]
    pub(super) fn pass(&self, at: usize, fillers: &str) -> usize {
        let mut end = at;
        while end < at + 4 && self.is(end, fillers) {
            end += 1;
        }
        end
    }

    /// The date that begins at `at`, and where it ends.
    #[inline(never)]
    fn date(&self, at: usize) -> Option<(Date, usize)> {
        // Not in the middle of a number, a code or an address.
        if at > 1 && self.joined(at) && self.is(at - 1, "- . / _ # $") && self.tokens[at - 2].number.is_some()
        {
            return None;
        }
        self.compact(at)
            .or_else(|| self.year_first(at))
            .or_else(|| self.persian(at))
            .or_else(|| self.day_and_name(at))
            .or_else(|| self.numeric(at))
            .or_else(|| self.name_first(at))
            .or_else(|| self.relative(at))
    }

    /// The date, if there is such a day, and `end`.
    #[inline(never)]
    fn dated(year: u32, month: u32, day: u32, end: usize) -> Option<(Date, usize)> {
        Some((Date::checked(year, month, day)?, end))
    }

    /// 20190305, 20190305T174300, 20190305174300.
    #[inline(never)]
    fn compact(&self, at: usize) -> Option<(Date, usize)> {
        let (day, time) = self.word(at).split_at_checked(8)?;
        let day = digits(day).filter(|day| day % 100 > 0)?;
        let (mut date, mut end) = Self::dated(day / 10_000, day / 100 % 100, day % 100, at + 1)?;
        let apart = time.is_empty() && self.is(end, "t");
        let time = if apart { self.word(at + 2) } else { time };
        if time.is_empty() {
            return Some((date, end));
        }
        let number = digits(time).unwrap_or(u32::MAX);
        date.time = match time.len() {
            4 => clock(number / 100, number % 100, None),
            6 => clock(number / 10_000, number / 100 % 100, Some(number % 100)),
            _ => None,
        };
        match &mut date.time {
            Some(time) if apart => (time.offset, end) = self.zone(at + 3),
            Some(_) => {}
            None if apart => {}
            None => return None,
        }
        Some((date, end))
    }

    /// 2019-03-05, 2019/3/5, 2019. 3. 5., 2019年3月5日, 令和元年3月5日, 2019년 3월 5일, 2019 m. kovo 5 d., 2019-03.
    #[inline(never)]
    fn year_first(&self, at: usize) -> Option<(Date, usize)> {
        let (year, next) = match self.year(at) {
            Some(year) => (year, at + 1),
            None => self.era(at)?,
        };
        if self.is(next, "- / . _ ~ 年 년")
            && let Some(month) = self.number(next + 1, 1, 2)
        {
            let named = self.is(next + 2, "月 월");
            if let Some(day) = self.part(next + 3).filter(|_| named || self.word(next + 2) == self.word(next))
            {
                return Self::dated(
                    year,
                    month,
                    day,
                    next + 4 + usize::from(self.is(next + 4, "日 일 号 號")),
                );
            }
            // A month alone: in full, and not a range of years or a phone number.
            let alone = self.is(next, "-") && self.number(next + 1, 2, 2).is_some();
            let alone = alone && self.tokens.len() == next + 2;
            return if named || alone { Self::dated(year, month, 0, next + 2) } else { None };
        }
        let (month, next) = self.month(self.pass(next, ". , m gada - / оны"))?;
        let day = self.pass(next, ". , - /");
        Self::dated(year, month, self.part(day)?, day + 1)
    }

    /// A year of the Japanese calendar, 令和元, 平成31, or of Taiwan's, 民國108, which 108年 alone is of too.
    fn era(&self, at: usize) -> Option<(u32, usize)> {
        const TAIWAN: u32 = 1911;
        const BEFORE: [u32; 3] = [2018, 1988, TAIWAN];
        if let Some(year) = self.number(at, 3, 3).filter(|_| self.is(at + 1, "年")) {
            return Some((TAIWAN + year, at + 1));
        }
        let before = BEFORE[position("令 平 民", self.word(at))?];
        if !self.is(at + 1, "和 成 國 国") {
            return None;
        }
        let year = if self.is(at + 2, "元") { 1 } else { self.number(at + 2, 1, 3)? };
        Some((before + year, at + 3))
    }

    /// Of the Persian calendar: 14 اسفند 1397, 1397/12/14.
    #[inline(never)]
    fn persian(&self, at: usize) -> Option<(Date, usize)> {
        let first = self.number(at, 1, 4)?;
        if let Some(month) = persian(self.word(at + 1)) {
            let year = self.pass(at + 2, ", ماه");
            return Some((Date::persian(self.number(year, 4, 4)?, month, first)?, year + 1));
        }
        if !self.is(at + 1, "/") || !self.is(at + 3, "/") {
            return None;
        }
        Some((Date::persian(first, self.part(at + 2)?, self.part(at + 4)?)?, at + 5))
    }

    /// 5 March 2019, 5. März 2019, 5 de marzo de 2019, 05-Mar-2019, 5 tháng 3 năm 2019, 5 mars 17:43 2019.
    #[inline(never)]
    fn day_and_name(&self, at: usize) -> Option<(Date, usize)> {
        let day = self.part(at)?;
        let (month, next) =
            self.month(self.pass(at + 1, ". - / , st nd rd th er º de of ta ne י ngay ος"))?;
        self.year_behind(day, month, next)
    }

    /// March 5, 2019; Mar. 5th 2019; March 2019.
    #[inline(never)]
    fn name_first(&self, at: usize) -> Option<(Date, usize)> {
        // Most words have no number behind them, and need not be looked up.
        const REACH: usize = 6;
        if !self.tokens[at..].iter().take(REACH).any(|token| token.number.is_some()) {
            return None;
        }
        let (month, next) = self.month(at)?;
        let next = self.pass(next, ". , - /");
        if let Some(year) = self.year(next) {
            return Self::dated(year, month, 0, next + 1);
        }
        let day = self.part(next)?;
        self.year_behind(day, month, self.pass(next + 1, "st nd rd th er"))
    }

    /// The year after day and month, perhaps with the time between.
    #[inline(never)]
    fn year_behind(&self, day: u32, month: u32, next: usize) -> Option<(Date, usize)> {
        let at = self.pass(next, ". , - / de del of nam ' ’ ad г al");
        if let Some(year) = self.year(at) {
            return Self::dated(year, month, day, at + 1);
        }
        // 05-Mar-19
        if at > 0
            && self.is(at - 1, "- / ' ’")
            && let Some(year) = self.number(at, 2, 2)
        {
            return Self::dated(2_000 + year, month, day, at + 1);
        }
        // Mar 5 17:43:00 UTC 2019
        let (time, at) = self.time(next)?;
        let (mut date, end) = Self::dated(self.year(at)?, month, day, at + 1)?;
        date.time = Some(time);
        Some((date, end))
    }

    /// 05/03/2019, 5.3.2019, 05-03-2019, 05.03.19.
    #[inline(never)]
    fn numeric(&self, at: usize) -> Option<(Date, usize)> {
        let (first, second) = (self.part(at)?, self.part(at + 2)?);
        let separator = self.word(at + 1);
        // More numbers behind: an address or a version.
        let more =
            self.word(at + 5) == separator && self.tokens.get(at + 6).is_some_and(|t| t.number.is_some());
        if !self.is(at + 1, ". / -") || self.word(at + 3) != separator || more {
            return None;
        }
        let year = match self.year(at + 4) {
            Some(year) => year,
            None if self.joined(at + 4) && separator != "-" => 2_000 + self.number(at + 4, 2, 2)?,
            None => return None,
        };
        let wanted = separator == "/" && self.reading.order == Order::MonthFirst && first <= 12;
        let (order, day, month) = if second > 12 || wanted {
            (Order::MonthFirst, second, first)
        } else {
            (Order::DayFirst, first, second)
        };
        let (mut date, end) = Self::dated(year, month, day, at + 5)?;
        date.form = if first.max(second) <= 12 { Form::Either(order) } else { Form::Numbers(order) };
        Some((date, end))
    }
}

/// The number that `text` is, of at most eight digits and nothing else.
#[inline(never)]
fn digits(text: &str) -> Option<u32> {
    const MOST: usize = 8;
    if text.len() > MOST {
        return None;
    }
    let mut number = 0;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = 10 * number + u32::from(byte - b'0');
    }
    Some(number)
}

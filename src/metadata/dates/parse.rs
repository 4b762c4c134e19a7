//! Dates in attributes and in running text, in the forms and languages that pages use.
//!
//! A text is folded to lower case without accents and with ASCII digits, cut into numbers, words and signs, and
//! read from left to right. Only what is certain is filled in: a date without a time stays one.

use super::months::{Label, label, month};

/// A day, or a month or year, perhaps with a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// Of the Gregorian calendar.
    pub year: u16,
    /// 1 to 12, or 0 where only the year is known.
    pub month: u8,
    /// 1 to 31, or 0 where it is not known.
    pub day: u8,
    /// Where it is known.
    pub time: Option<Time>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: Option<u8>,
    /// Minutes east of Greenwich, where the page says.
    pub offset: Option<i16>,
}

impl Date {
    /// ISO 8601, as precise as it is.
    pub fn iso(&self) -> String {
        let mut out = String::with_capacity(25);
        digits(&mut out, self.year, 4);
        for part in [self.month, self.day].into_iter().take_while(|&part| part > 0) {
            out.push('-');
            digits(&mut out, u16::from(part), 2);
        }
        let Some(time) = self.time.filter(|_| self.day > 0) else { return out };
        out.push('T');
        digits(&mut out, u16::from(time.hour), 2);
        out.push(':');
        digits(&mut out, u16::from(time.minute), 2);
        if let Some(second) = time.second {
            out.push(':');
            digits(&mut out, u16::from(second), 2);
        }
        match time.offset {
            None => {}
            Some(0) => out.push('Z'),
            Some(offset) => {
                out.push(if offset < 0 { '-' } else { '+' });
                digits(&mut out, offset.unsigned_abs() / 60, 2);
                out.push(':');
                digits(&mut out, offset.unsigned_abs() % 60, 2);
            }
        }
        out
    }

    /// Year, month and day: what dates are compared by.
    pub fn day(&self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// Days since 1970-01-01 of a whole date (the civil calendar, after Hinnant's `days_from_civil`).
    pub fn days(&self) -> i64 {
        let (month, day) = (i64::from(self.month.max(1)), i64::from(self.day.max(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day that is `days` days after 1970-01-01.
    pub fn from_days(days: i64) -> Date {
        let days = days + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let part = (5 * of_year + 2) / 153;
        let month = (part + 2) % 12 + 1;
        let year = era * 400 + year + i64::from(month <= 2);
        Date {
            year: year.clamp(0, 9_999) as u16,
            month: month as u8,
            day: (of_year - (153 * part + 2) / 5 + 1) as u8,
            time: None,
        }
    }

    fn checked(year: u32, month: u32, day: u32) -> Option<Date> {
        const DAYS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = DAYS.get((month as usize).checked_sub(1)?)? + u32::from(leap && month == 2);
        let valid = (EARLIEST..=LATEST).contains(&year) && day <= length;
        valid.then_some(Date { year: year as u16, month: month as u8, day: day as u8, time: None })
    }
}

/// Years a page on the web can carry: older ones are of what it tells.
const EARLIEST: u32 = 1980;
const LATEST: u32 = 2099;

fn digits(out: &mut String, number: u16, width: u32) {
    for place in (0..width).rev() {
        out.push(char::from(b'0' + (number / 10_u16.pow(place) % 10) as u8));
    }
}

/// Whether 03/05 is the third of May or March the fifth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Day, month, year: most of the world.
    DayFirst,
    /// Month, day, year: the United States.
    MonthFirst,
}

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

/// `text` in lower case, without accents on Latin and Greek letters, with ASCII digits.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii() {
            // Thai abbreviations are letters with dots: "ม.ค.".
            let thai = |c: Option<char>| c.is_some_and(|c| ('\u{e01}'..='\u{e4f}').contains(&c));
            if c != '.' || !thai(out.chars().next_back()) || !thai(chars.peek().copied()) {
                out.push(c.to_ascii_lowercase());
            }
            continue;
        }
        for c in c.to_lowercase() {
            out.push(fold_char(c));
        }
    }
    out
}

fn fold_char(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ə' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' => 'υ',
        'ώ' => 'ω',
        'أ' | 'إ' | 'آ' => 'ا',
        'ي' => 'ي',
        '–' | '—' | '‐' | '‑' | '−' | '－' => '-',
        '／' => '/',
        '：' | '∶' => ':',
        '．' | '。' => '.',
        '，' | '、' => ',',
        _ => digit(c).map_or(c, |digit| char::from(b'0' + digit)),
    }
}

/// Digits of Arabic, Persian, Indic, Thai and full-width type.
fn digit(c: char) -> Option<u8> {
    const ZEROS: [u32; 8] = [0x660, 0x6f0, 0x966, 0x9e6, 0xbe6, 0xe50, 0xff10, 0x1040];
    ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero).filter(|&d| d < 10)).map(|d| d as u8)
}

struct Token<'a> {
    text: &'a str,
    /// Of a run of digits.
    number: Option<u32>,
    /// White space stands before it.
    spaced: bool,
    /// Its place in the folded text.
    start: usize,
}

/// Numbers, words and single signs. Han characters stand alone.
fn tokens(text: &str) -> Vec<Token<'_>> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Space,
        Digit,
        Letter,
        Sign,
    }
    let class = |c: char| match c {
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Letter,
        c if c.is_whitespace() => Class::Space,
        '\u{4e00}'..='\u{9fff}'
        | '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{303f}'
        | '\u{ff00}'..='\u{ffef}' => Class::Sign,
        c if c > '\u{bf}' || c == 'º' => Class::Letter,
        _ => Class::Sign,
    };
    let mut out = Vec::new();
    let mut spaced = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let kind = class(c);
        let mut end = start + c.len_utf8();
        if kind != Class::Sign {
            while let Some(&(at, c)) = chars.peek().filter(|(_, c)| class(*c) == kind) {
                end = at + c.len_utf8();
                chars.next();
            }
        }
        if kind == Class::Space {
            spaced = true;
            continue;
        }
        let text = &text[start..end];
        let number = if kind == Class::Digit && text.len() <= 9 { text.parse().ok() } else { None };
        out.push(Token { text, number, spaced, start });
        spaced = false;
    }
    out
}

struct Reader<'a> {
    tokens: &'a [Token<'a>],
    order: Order,
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// The number at `at` if it has between `least` and `most` digits.
    fn number(&self, at: usize, least: usize, most: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        token.number.filter(|_| (least..=most).contains(&token.text.len()))
    }

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

    /// A time within the few words after `at`.
    fn time_after(&self, at: usize) -> Option<(Time, usize)> {
        const REACH: usize = 7;
        for start in at..at + REACH {
            if let Some(time) = self.time(start) {
                return Some(time);
            }
            let token = self.tokens.get(start)?;
            // Another number: another date, or a count of comments.
            if token.number.is_some() && start > at {
                return None;
            }
            if token.number.is_some() || token.text.chars().count() > 12 || label(token.text) != Label::None {
                return None;
            }
        }
        None
    }

    /// A time in the few words before the date at `at`, not reaching back over `from`.
    fn time_before(&self, from: usize, at: usize) -> Option<(Time, usize)> {
        const REACH: usize = 10;
        const BETWEEN: usize = 4;
        let start = at.saturating_sub(REACH).max(from);
        let (time, begin, end) = (start..at).find_map(|i| self.time(i).map(|(time, end)| (time, i, end)))?;
        let near = end <= at && at - end <= BETWEEN;
        (near && self.tokens[end..at].iter().all(|t| t.number.is_none() && label(t.text) == Label::None))
            .then_some((time, begin))
    }

    /// 17:43, 17:43:21.5, 5:43 pm, 17h43, 17.43 Uhr, 5 pm, 17時43分, 오후 5시 43분, 下午5:43; with zone.
    fn time(&self, at: usize) -> Option<(Time, usize)> {
        let (half, at) = self.half_of_day(at);
        let hour = self.number(at, 1, 2)?;
        let separator = self.word(at + 1);
        let mut end = at + 1;
        let mut minute = None;
        let mut second = None;
        if matches!(separator, ":" | "h" | "時" | "时" | "點" | "点" | "시" | ".")
            && let Some(number) =
                self.number(at + 2, 2, 2).or(self.number(at + 2, 1, 2).filter(|_| !separator.is_ascii()))
        {
            minute = Some(number);
            end = at + 3;
            if separator == "." {
                // "5.30" needs a word that makes it a time.
                let clock = matches!(self.word(end), "uhr" | "am" | "pm" | "a" | "p" | "klo");
                let told =
                    matches!(self.word(at.wrapping_sub(1)), "klo" | "kl" | "at" | "um" | "ore" | "pukul");
                if !clock && !told {
                    return None;
                }
            }
            if self.word(end) == ":"
                && let Some(number) = self.number(end + 1, 2, 2)
            {
                second = Some(number);
                end += 2;
                if matches!(self.word(end), "." | ",")
                    && self.number(end + 1, 1, 9).is_some()
                    && !self.tokens[end + 1].spaced
                {
                    end += 2;
                }
            }
            end += usize::from(matches!(self.word(end), "分" | "분"));
            if let Some(number) = self.number(end, 1, 2).filter(|_| matches!(self.word(end + 1), "秒" | "초"))
            {
                second = Some(number);
                end += 2;
            }
        } else if matches!(separator, "時" | "时" | "시" | "uhr") {
            end = at + 2;
        }
        let (later, end) = self.half_after(end);
        let half = half.or(later);
        if minute.is_none() && half.is_none() && end == at + 1 {
            return None;
        }
        let hour = match half {
            Some(false) if hour == 12 => 0,
            Some(true) if hour < 12 => hour + 12,
            _ => hour,
        };
        let mut time = clock(hour, minute.unwrap_or(0), second)?;
        let end = end + usize::from(matches!(self.word(end), "uhr" | "hs" | "hrs"));
        let (offset, end) = self.zone(end);
        time.offset = offset;
        Some((time, end))
    }

    /// Morning (false) or afternoon (true) said before the time.
    fn half_of_day(&self, at: usize) -> (Option<bool>, usize) {
        match (self.word(at), self.word(at + 1)) {
            ("오전", _) => (Some(false), at + 1),
            ("오후", _) => (Some(true), at + 1),
            ("上" | "早", "午" | "上") => (Some(false), at + 2),
            ("下" | "晚", "午" | "上") => (Some(true), at + 2),
            ("午", "前") => (Some(false), at + 2),
            ("午", "後" | "后") => (Some(true), at + 2),
            _ => (None, at),
        }
    }

    /// The same, said behind.
    fn half_after(&self, at: usize) -> (Option<bool>, usize) {
        let afternoon = match self.word(at) {
            "am" | "πμ" | "a" => false,
            "pm" | "μμ" | "p" => true,
            _ => return (None, at),
        };
        if self.word(at).len() > 1 {
            return (Some(afternoon), at + 1);
        }
        if self.word(at + 1) == "." && self.word(at + 2) == "m" {
            return (Some(afternoon), at + 3 + usize::from(self.word(at + 3) == "."));
        }
        (None, at)
    }

    /// The offset from Greenwich that stands at `at`, where one does, and where it ends.
    fn zone(&self, at: usize) -> (Option<i16>, usize) {
        const ZONES: [(&str, i16); 16] = [
            ("z", 0),
            ("gmt", 0),
            ("utc", 0),
            ("est", -300),
            ("edt", -240),
            ("cdt", -300),
            ("pst", -480),
            ("pdt", -420),
            ("mdt", -360),
            ("cet", 60),
            ("cest", 120),
            ("mez", 60),
            ("mesz", 120),
            ("jst", 540),
            ("kst", 540),
            ("wib", 420),
        ];
        let open = usize::from(self.word(at) == "(");
        let named = ZONES.iter().find(|(name, _)| *name == self.word(at + open)).map(|&(_, offset)| offset);
        let at = if named.is_some() { at + open + 1 } else { at };
        let sign = match self.word(at) {
            "+" => 1,
            "-" => -1,
            _ => return (named, at),
        };
        let hours_and_minutes =
            match (self.number(at + 1, 1, 2), self.word(at + 2), self.number(at + 3, 2, 2)) {
                (Some(hours), ":", Some(minutes)) => Some((hours, minutes, at + 4)),
                // "17:43 - 5 March" has a dash, no offset.
                (Some(hours), ..)
                    if named.is_some()
                        || !self.tokens[at + 1].spaced
                            && self.word(at + 1).len() == 2
                            && !self.tokens[at].spaced =>
                {
                    Some((hours, 0, at + 2))
                }
                _ => self
                    .number(at + 1, 4, 4)
                    .filter(|_| !self.tokens[at + 1].spaced)
                    .map(|n| (n / 100, n % 100, at + 2)),
            };
        match hours_and_minutes {
            Some((hours, minutes, end)) if hours <= 14 && minutes < 60 => {
                (Some(sign * (hours * 60 + minutes) as i16), end)
            }
            _ => (named, at),
        }
    }
}

fn clock(hour: u32, minute: u32, second: Option<u32>) -> Option<Time> {
    let second = second.filter(|&s| s < 60).map(|s| s as u8);
    (hour < 24 && minute < 60).then_some(Time {
        hour: hour as u8,
        minute: minute as u8,
        second,
        offset: None,
    })
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

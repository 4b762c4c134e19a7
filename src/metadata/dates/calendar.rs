//! Days and times of day, and how they are written out.

use crate::text::push;

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
    /// How it was written.
    pub form: Form,
}

/// What the way a date was written tells about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// It can mean nothing else.
    #[default]
    Certain,
    /// Numbers alone, in the order that they can only have.
    Numbers(Order),
    /// Numbers alone, of which either could be the month, read in this order.
    Either(Order),
    /// So long before today.
    Relative,
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

impl Time {
    /// Minutes since midnight.
    pub fn minutes(&self) -> i64 {
        i64::from(self.hour) * 60 + i64::from(self.minute)
    }
}

impl Date {
    /// ISO 8601, as precise as it is.
    pub fn iso(&self) -> String {
        let mut out = String::new();
        number(&mut out, "", self.year / 100);
        number(&mut out, "", self.year % 100);
        for part in [self.month, self.day] {
            if part == 0 {
                return out;
            }
            number(&mut out, "-", u16::from(part));
        }
        let Some(time) = self.time else { return out };
        number(&mut out, "T", u16::from(time.hour));
        number(&mut out, ":", u16::from(time.minute));
        if let Some(second) = time.second {
            number(&mut out, ":", u16::from(second));
        }
        match time.offset {
            None => {}
            Some(0) => push(&mut out, 'Z'),
            Some(offset) => {
                number(&mut out, if offset < 0 { "-" } else { "+" }, offset.unsigned_abs() / 60);
                number(&mut out, ":", offset.unsigned_abs() % 60);
            }
        }
        out
    }

    /// Year, month and day: what dates are compared by.
    pub fn day(&self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// The date with day and month exchanged.
    pub fn exchanged(self) -> Date {
        Date { month: self.day, day: self.month, ..self }
    }

    /// Days since 1970-01-01 of a whole date (the civil calendar, after Hinnant's `days_from_civil`).
    #[inline(never)]
    pub fn days(&self) -> i64 {
        let (month, day) = (i64::from(self.month.max(1)), i64::from(self.day.max(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// Minutes since 1970-01-01, on the clocks of its place.
    #[inline(never)]
    pub fn minutes(&self) -> i64 {
        self.days() * 1_440 + self.time.map_or(0, |time| time.minutes())
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
            form: Form::Certain,
        }
    }

    /// A day of the Persian calendar, in which eight years of 33 are leap years.
    #[inline(never)]
    pub(super) fn persian(year: u32, month: u32, day: u32) -> Option<Date> {
        const FIRST: u32 = 1_370;
        const LAST: u32 = 1_450;
        /// From its beginning, counted like this, to 1970-01-01.
        const BEFORE: i64 = 492_633;
        let length = if month <= 6 { 31 } else { 30 };
        if !(FIRST..=LAST).contains(&year) || !(1..=12).contains(&month) || !(1..=length).contains(&day) {
            return None;
        }
        let years = 365 * year + (8 * year + 21) / 33;
        let of_year = 31 * (month - 1) - month.saturating_sub(7) + day - 1;
        Some(Date::from_days(i64::from(years + of_year) - BEFORE))
    }

    /// The date, if the calendar has it and a page can carry it; `day` is 0 for a month.
    pub(super) fn checked(year: u32, month: u32, day: u32) -> Option<Date> {
        const DAYS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = DAYS.get((month as usize).checked_sub(1)?)? + u32::from(leap && month == 2);
        let valid = (EARLIEST..=LATEST).contains(&year) && day <= length;
        valid.then_some(Date {
            year: year as u16,
            month: month as u8,
            day: day as u8,
            time: None,
            form: Form::Certain,
        })
    }
}

/// Years a page on the web can carry: older ones are of what it tells.
pub(super) const EARLIEST: u32 = 1980;
pub(super) const LATEST: u32 = 2099;

/// Adds `sign` and two digits.
#[inline(never)]
fn number(out: &mut String, sign: &str, number: u16) {
    out.push_str(sign);
    for digit in [number / 10 % 10, number % 10] {
        push(out, char::from(b'0' + digit as u8));
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

/// The time of day, if there is one.
pub(super) fn clock(hour: u32, minute: u32, second: Option<u32>) -> Option<Time> {
    let second = second.filter(|&s| s < 60).map(|s| s as u8);
    (hour < 24 && minute < 60).then_some(Time {
        hour: hour as u8,
        minute: minute as u8,
        second,
        offset: None,
    })
}

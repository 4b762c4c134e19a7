//! Times of day in running text, with their zones.

use super::calendar::{Time, clock};
use super::months::{Label, label};
use super::words::Reader;

impl Reader<'_> {
    /// A time within the few words after `at`.
    pub(super) fn time_after(&self, at: usize) -> Option<(Time, usize)> {
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
    pub(super) fn time_before(&self, from: usize, at: usize) -> Option<(Time, usize)> {
        const REACH: usize = 10;
        const BETWEEN: usize = 4;
        let start = at.saturating_sub(REACH).max(from);
        let (time, begin, end) = (start..at).find_map(|i| self.time(i).map(|(time, end)| (time, i, end)))?;
        let near = end <= at && at - end <= BETWEEN;
        (near && self.tokens[end..at].iter().all(|t| t.number.is_none() && label(t.text) == Label::None))
            .then_some((time, begin))
    }

    /// 17:43, 17:43:21.5, 5:43 pm, 17h43, 17.43 Uhr, 5 pm, 17時43分, 오후 5시 43분, 下午5:43; with zone.
    pub(super) fn time(&self, at: usize) -> Option<(Time, usize)> {
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
    pub(super) fn zone(&self, at: usize) -> (Option<i16>, usize) {
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

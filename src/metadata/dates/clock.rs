//! Times of day in running text, with their zones.

use super::calendar::{Time, clock};
use super::months::{Label, label};
use super::words::{Reader, position};

impl Reader {
    /// A time within the few words after `at`.
    #[inline(never)]
    pub(super) fn time_after(&self, at: usize) -> Option<(Time, usize)> {
        const REACH: usize = 7;
        const LONGEST: usize = 12;
        for start in at..at + REACH {
            if let Some(time) = self.time(start) {
                return Some(time);
            }
            // Another number: another date, or a count of comments.
            let token = self.tokens.get(start)?;
            if token.number.is_some() || token.letters > LONGEST || self.says(start) {
                return None;
            }
        }
        None
    }

    /// A time in the few words before the date at `at`, not reaching back over `from`.
    #[inline(never)]
    pub(super) fn time_before(&self, from: usize, at: usize) -> Option<(Time, usize)> {
        const REACH: usize = 10;
        const BETWEEN: usize = 4;
        let mut start = at.saturating_sub(REACH).max(from);
        while start < at {
            let Some((time, end)) = self.time(start) else {
                start += 1;
                continue;
            };
            if end > at || at - end > BETWEEN {
                return None;
            }
            let apart = (end..at).any(|at| self.tokens[at].number.is_some() || self.says(at));
            return if apart { None } else { Some((time, start)) };
        }
        None
    }

    /// Whether the word at `at` says what a date is.
    fn says(&self, at: usize) -> bool {
        label(self.word(at)) != Label::None
    }

    /// 17:43, 17:43:21.5, 5:43 pm, 17h43, 17.43 Uhr, 5 pm, 17時43分, 오후 5시 43분, 下午5:43; with zone.
    #[inline(never)]
    pub(super) fn time(&self, at: usize) -> Option<(Time, usize)> {
        let (half, at) = self.half_before(at);
        let hour = self.number(at, 1, 2)?;
        let mut end = at + 1;
        let mut minute = None;
        let mut second = None;
        let han = self.is(end, "時 时 點 点 시");
        if han || self.is(end, ": h .") {
            minute = self.number(at + 2, if han { 1 } else { 2 }, 2);
            // "5.30" needs a word that makes it a time.
            if minute.is_some()
                && self.is(end, ".")
                && !self.is(at + 3, "uhr am pm a p klo")
                && !(at > 0 && self.is(at - 1, "klo kl at um ore pukul"))
            {
                return None;
            }
        }
        if minute.is_some() {
            end = at + 3;
            if self.is(end, ":") {
                second = self.number(end + 1, 2, 2);
                end += if second.is_some() { 2 } else { 0 };
                if second.is_some() && self.is(end, ". ,") && self.joined(end + 1) {
                    end += if self.number(end + 1, 1, 9).is_some() { 2 } else { 0 };
                }
            }
            end += usize::from(self.is(end, "分 분"));
            let number = self.number(end, 1, 2).filter(|_| self.is(end + 1, "秒 초"));
            if number.is_some() {
                second = number;
                end += 2;
            }
        } else if self.is(end, "時 时 시 uhr") {
            end += 1;
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
        let (offset, end) = self.zone(end + usize::from(self.is(end, "uhr hs hrs")));
        time.offset = offset;
        Some((time, end))
    }

    /// Morning (false) or afternoon (true) said before the time.
    fn half_before(&self, at: usize) -> (Option<bool>, usize) {
        if self.is(at, "오전 오후") {
            return (Some(self.is(at, "오후")), at + 1);
        }
        // 上午, 早上, 午前; 下午, 晚上, 午後, 午后.
        if self.is(at, "午") && self.is(at + 1, "前 後 后") {
            return (Some(!self.is(at + 1, "前")), at + 2);
        }
        if self.is(at, "上 早 下 晚") && self.is(at + 1, "午 上") {
            return (Some(self.is(at, "下 晚")), at + 2);
        }
        (None, at)
    }

    /// The same, said behind.
    fn half_after(&self, at: usize) -> (Option<bool>, usize) {
        if !self.is(at, "am pm πμ μμ a p") {
            return (None, at);
        }
        let afternoon = Some(self.is(at, "pm μμ p"));
        if !self.is(at, "a p") {
            return (afternoon, at + 1);
        }
        if self.is(at + 1, ".") && self.is(at + 2, "m") {
            return (afternoon, at + 3 + usize::from(self.is(at + 3, ".")));
        }
        (None, at)
    }

    /// The offset from Greenwich that stands at `at`, where one does, and where it ends.
    #[inline(never)]
    pub(super) fn zone(&self, at: usize) -> (Option<i16>, usize) {
        /// Minutes east of Greenwich.
        const NAMES: &str = "z gmt utc est edt cdt pst pdt mdt cet cest mez mesz jst kst wib";
        const OFFSETS: [i16; 16] =
            [0, 0, 0, -300, -240, -300, -480, -420, -360, 60, 120, 60, 120, 540, 540, 420];
        let name = at + usize::from(self.is(at, "("));
        let named = position(NAMES, self.word(name)).map(|zone| OFFSETS[zone]);
        let at = if named.is_some() { name + 1 } else { at };
        if !self.is(at, "+ -") {
            return (named, at);
        }
        let hours = self.number(at + 1, 1, 2);
        let (hours, minutes, end) = if let (Some(hours), true) = (hours, self.is(at + 2, ":"))
            && let Some(minutes) = self.number(at + 3, 2, 2)
        {
            (hours, minutes, at + 4)
        } else if let Some(hours) = hours {
            // "17:43 - 5 March" has a dash, no offset.
            let close = self.joined(at) && self.joined(at + 1) && self.number(at + 1, 2, 2).is_some();
            if named.is_none() && !close {
                return (named, at);
            }
            (hours, 0, at + 2)
        } else if let Some(both) = self.number(at + 1, 4, 4).filter(|_| self.joined(at + 1)) {
            (both / 100, both % 100, at + 2)
        } else {
            return (named, at);
        };
        if hours > 14 || minutes > 59 {
            return (named, at);
        }
        let offset = (hours * 60 + minutes) as i16;
        (Some(if self.is(at, "-") { -offset } else { offset }), end)
    }
}

//! Dates told by their distance from today: read only where the caller says what today is.

use std::sync::LazyLock;

use super::calendar::{Date, Form};
use super::words::{Heads, Reader, begins};

#[rustfmt::skip]
const YESTERDAY: &str = "yesterday gestern ayer ontem ieri gisteren igar вчера вчора wczoraj vcera tegnap eilen dun 昨 어제 امس אתמול \
    χθες kemarin";
#[rustfmt::skip]
const TODAY: &str = "today heute hoy hoje oggi vandaag idag сегодня сьогодни dzisiaj dzis dnes bugun tanaan 今 오늘 اليوم היום σημερα";

/// What stands before the distance, and behind it.
const BEFORE: &str = "vor hace ha acum pred منذ قبل לפני πριν";
const BEHIND: &str = "ago geleden fa temu sedan siden sitten once назад тому atras lalu 前 전";
const ONE: &str = "a an one einer einem ein un una uno une um uma en et een";
const ABOUT: &str = "about ca circa απο";

/// What a distance begins with, if not with a number; "il y a" is French.
static HEADS: LazyLock<Heads> =
    LazyLock::new(|| Heads::of(&[YESTERDAY, TODAY, BEFORE, ONE, ABOUT, "il"], b' '));

/// Units by their length in minutes, as stems.
#[rustfmt::skip]
const UNITS: [(i64, &str); 4] = [
    (7 * 1_440, "week woch semain seman settiman sapt uke uge veck tyg tyd недел тиж hafta viikk εβδομ שבוע اسبوع minggu 週 周 주"),
    (1_440, "day tag jour dia giorn zi dag dni dny den дн ден gun paiv nap ημερ יומ ימ يوم ايام hari 日 天 일"),
    (60, "hour hr std stund heur hor ore ora uur tim godz hodin час год saat tunt ωρ שע ساع jam 小 時 时 시간"),
    (1, "min мин хв λεπτ דק دقيق dakik perc 分 분"),
];

impl Reader {
    /// 3 hours ago, vor 3 Stunden, il y a 3 heures, 3時間前; yesterday, 17:43.
    #[inline(never)]
    pub(super) fn relative(&self, at: usize) -> Option<(Date, usize)> {
        let today = self.reading.today?;
        if self.tokens.get(at)?.number.is_none() && !HEADS.may_begin(self.word(at)) {
            return None;
        }
        // Without a time these are words of any sentence.
        if self.is(at, TODAY) || self.is(at, YESTERDAY) {
            let next = self.pass(at + 1, "日 天 , at um a las alle o kl klo в");
            let (time, end) = self.time(next)?;
            let back = i64::from(self.is(at, YESTERDAY));
            return Some((Date { time: Some(time), ..before(today, back * 1_440) }, end));
        }
        let french = self.is(at, "il") && self.is(at + 1, "y") && self.is(at + 2, "a");
        let told = french || self.is(at, BEFORE);
        let at = at + if french { 3 } else { usize::from(told) };
        let at = self.pass(at, ABOUT);
        let count = if self.is(at, ONE) { 1 } else { i64::from(self.number(at, 1, 3)?) };
        let (minutes, end) = self.unit(at + 1)?;
        if !told && !self.is(end, BEHIND) {
            return None;
        }
        Some((before(today, count * minutes), end + usize::from(!told)))
    }

    /// The length in minutes of the unit at `at`, and where it ends.
    fn unit(&self, at: usize) -> Option<(i64, usize)> {
        let minutes = match self.word(at) {
            "w" => 7 * 1_440,
            "d" => 1_440,
            "h" => 60,
            "m" => 1,
            _ => UNITS.iter().find(|(_, stems)| begins(stems, b' ', self.word(at)))?.0,
        };
        Some((minutes, self.pass(at + 1, "时 時 間 间 钟 鐘 yang")))
    }
}

/// The day `minutes` before `today`, which is at its end where its time is not known.
fn before(today: Date, minutes: i64) -> Date {
    let now = today.minutes() + if today.time.is_none() { 1_439 } else { 0 };
    let date = Date::from_days((now - minutes).div_euclid(1_440));
    Date { form: Form::Relative, ..date }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::Order;
    use super::super::parse::{Reading, find, value};

    #[test]
    fn distances_count_from_today_and_are_nothing_without_it() {
        let order = Order::DayFirst;
        let today = value("2019-03-05T02:30", Reading { order, today: None });
        for (text, expected) in [
            ("Posted 45 minutes ago", "2019-03-05"),
            ("3 hours ago", "2019-03-04"),
            ("an hour ago", "2019-03-05"),
            ("5d ago", "2019-02-28"),
            ("2 weeks ago", "2019-02-19"),
            ("vor 3 Stunden", "2019-03-04"),
            ("vor einem Tag", "2019-03-04"),
            ("il y a 2 jours", "2019-03-03"),
            ("hace 2 días", "2019-03-03"),
            ("há 2 dias", "2019-03-03"),
            ("2 giorni fa", "2019-03-03"),
            ("2 dagen geleden", "2019-03-03"),
            ("2 dni temu", "2019-03-03"),
            ("2 gün önce", "2019-03-03"),
            ("2 часа назад", "2019-03-05"),
            ("3時間前", "2019-03-04"),
            ("3 小时前", "2019-03-04"),
            ("3시간 전", "2019-03-04"),
            ("Yesterday at 5:43 pm", "2019-03-04T17:43"),
            ("heute, 01:30 Uhr", "2019-03-05T01:30"),
            ("yesterday was a fine day", ""),
            ("3 hours of talks", ""),
            (
                "The boats came in an hour ago, and whoever had waited for them on the shore all day went home to sleep.",
                "",
            ),
        ] {
            let first = |today| find(text, Reading { order, today }).first().map(|found| found.date.iso());
            assert_eq!(first(today).unwrap_or_default(), expected, "{text}");
            assert_eq!(first(None), None, "{text}");
        }
    }
}

//! Which of a page's dates wins.

use super::calendar::Form;
use super::parse::{self, Date, Time};
use super::{BEGINNING, Claim, Claims, Label};
use crate::metadata::Sources;
use crate::metadata::words::listed;

/// The day that readers are shown, where the best of the data has another one: other data may confirm what is shown;
/// the data's day may be a later one, as that of a page that was built anew, or vague.
#[inline(never)]
pub(super) fn shown(claims: &Claims) -> Option<Claim> {
    // Perhaps in a sentence that tells of another day.
    const SAID: &str = "visible text,beginning of the text";
    // Of anything on the page, perhaps.
    const VAGUE: &str = "date,dc.date,dcterms.date,dc:date,created,timestamp,cxenseparse:recs:publishtime";
    let best = claims.published.first().filter(|claim| listed("json-ld ,meta ", claim.from[0]))?;
    let mut first: Option<&Claim> = None;
    let mut is_only = true;
    for claim in claims.published.iter().filter(|claim| claim.is_shown() && claim.date.day > 0) {
        if is_same_day(claim, best) {
            return None;
        }
        let first = *first.get_or_insert(claim);
        is_only &= claim.date.day() == first.date.day();
    }
    let first = first?;
    if listed(VAGUE, best.from[1]) && !listed(SAID, first.from[0]) {
        return Some(*first);
    }
    // Where nothing was changed, data that came long after the only day shown is of the page's move to another system.
    const LONG_AFTER: i64 = 30;
    let is_moved = is_only && claims.modified.is_empty() && !listed(SAID, first.from[0]);
    if is_moved && first.date.days() + LONG_AFTER < best.date.days() {
        return Some(*first);
    }
    for other in &claims.published {
        if is_data(other) && !listed(VAGUE, other.from[1]) && is_same_day(first, other) {
            return Some(*other);
        }
    }
    if first.date.days() >= best.date.days() {
        return None;
    }
    if first.label == Label::Published && first.from[0] != BEGINNING {
        return Some(*first);
    }
    // What nothing labels has to be the only day shown, and the data's that of a change, or after it.
    let mut is_change = false;
    for change in &claims.modified {
        if change.is_shown() && is_same_day(change, best) {
            return None;
        }
        is_change |= change.date.days() < best.date.days()
            || !change.is_shown() && change.date.day() == best.date.day();
    }
    (is_only && is_change).then_some(*first)
}

/// Whether the page's data says it, and not what readers see.
pub(super) fn is_data(claim: &Claim) -> bool {
    listed("json-ld ,meta ,microdata ,json-ld web page", claim.from[0])
}

/// Whether the claims are of one day, or can be in two places.
fn is_same_day(one: &Claim, other: &Claim) -> bool {
    one.date.day() == other.date.day() || is_same_moment_elsewhere(&other.date, &one.date)
}

/// Exchanges day and month of `claim`, which may be numbers of which either could be the month, where another source
/// that leaves no doubt or another date of numbers on the page tells so.
#[inline(never)]
pub(super) fn settle(claim: &mut Claim, claims: &Claims, sources: &Sources<'_>) {
    let Form::Either(order) = claim.date.form else { return };
    let exchanged = claim.date.exchanged();
    for others in [&claims.published, &claims.modified] {
        for other in others.iter().filter(|other| other.date.form == Form::Certain) {
            if other.date.day() == claim.date.day() {
                return;
            }
            if other.date.day() == exchanged.day() {
                claim.date = exchanged;
                return;
            }
        }
    }
    for line in &sources.page.lines {
        for found in parse::find(sources.page.text(line), claims.reading) {
            if let Form::Numbers(told) = found.date.form {
                if told != order {
                    claim.date = exchanged;
                }
                return;
            }
        }
    }
}

/// The first claim, which is of the best source, in the words of the page's own place and time.
pub(super) fn choose(claims: &[Claim]) -> Option<Claim> {
    let best = claims.first()?;
    // Of data that does not say where, nobody knows.
    let may_be_greenwich = |time: &Time| time.offset.map_or(is_data(best), |offset| offset == 0);
    let Some(time) = best.date.time.filter(may_be_greenwich) else { return Some(*best) };
    let (mut local, mut elsewhere) = (None, best);
    let (mut shown, mut confirmed) = (false, false);
    for claim in claims {
        let same_day = claim.date.day() == best.date.day();
        if local.is_none() && time.offset.is_some() {
            local = same_instant(&best.date, &claim.date);
        }
        // A clock on the page that shows Greenwich time: the place keeps it, or the page does not say its own.
        let unplaced = claim.date.time.filter(|time| time.offset.is_none());
        shown |= same_day && unplaced.is_some_and(|own| own.minutes() == time.minutes());
        // Another source that gives the same day, such as the address, leaves no doubt about the place's.
        let other = claim.from != best.from;
        confirmed |= other && same_day && claim.date.time.is_none_or(|own| own.offset != time.offset);
        if other && elsewhere.from == best.from && is_same_moment_elsewhere(&best.date, &claim.date) {
            elsewhere = claim;
        }
    }
    match local {
        Some(date) if !shown => Some(Claim { date, ..*best }),
        _ => Some(if confirmed { *best } else { *elsewhere }),
    }
}

/// Offsets from Greenwich are at most this, in minutes.
const MAX_OFFSET: i64 = 14 * 60;

/// `best`, an instant in Greenwich time, as the time on the clocks of the place, which `other` gives.
#[inline(never)]
fn same_instant(best: &Date, other: &Date) -> Option<Date> {
    const QUARTER: i64 = 15;
    let (own, local) = (best.time?, other.time?);
    let offset = other.minutes() - best.minutes();
    let told = local.offset.is_none_or(|told| told != 0 && i64::from(told) == offset);
    if offset == 0 || offset.abs() > MAX_OFFSET || offset % QUARTER != 0 || !told {
        return None;
    }
    let time = Time { offset: Some(offset as i16), second: own.second, ..local };
    Some(Date { time: Some(time), ..*other })
}

/// Whether the day of `other` is that of `best`, an instant in Greenwich time, somewhere else on Earth. A time late in the
/// evening that does not say where may be one in Greenwich too.
#[inline(never)]
fn is_same_moment_elsewhere(best: &Date, other: &Date) -> bool {
    const LATE: i64 = 22 * 60;
    let Some(time) = best.time else { return false };
    let minutes = time.minutes();
    let (day_before, day_after) = match time.offset {
        Some(0) => ((1..12 * 60).contains(&minutes), minutes >= 1_440 - MAX_OFFSET),
        None => (false, minutes >= LATE),
        _ => return false,
    };
    let shift = other.days() - best.days();
    other.time.is_none() && other.day > 0 && (shift == -1 && day_before || shift == 1 && day_after)
}

//! How well a color can be read on another: the contrast ratio of WCAG 2.2.

/// Least contrast for text, in tenths (success criterion 1.4.3).
pub const ENOUGH: u32 = 45;

/// The contrast of two colors `#rrggbb`, from 1 to 21, in whole tenths, rounded down.
pub fn contrast(one: &str, other: &str) -> u32 {
    let (one, other) = (luminance(one), luminance(other));
    ((one.max(other) + 0.05) / (one.min(other) + 0.05) * 10.0) as u32
}

/// Relative luminance, 0 to 1.
fn luminance(color: &str) -> f64 {
    let value = u32::from_str_radix(color.trim_start_matches('#'), 16).unwrap_or_default();
    let mut sum = 0.0;
    for (shift, weight) in [(16, 0.2126), (8, 0.7152), (0, 0.0722)] {
        let part = f64::from((value >> shift) & 0xff) / 255.0;
        // The browser's power function, since Rust's own would be kilobytes of tables.
        let linear =
            if part <= 0.04045 { part / 12.92 } else { js_sys::Math::pow((part + 0.055) / 1.055, 2.4) };
        sum += weight * linear;
    }
    sum
}

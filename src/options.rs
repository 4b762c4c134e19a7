//! What a caller can choose.

/// How to extract. `Options::default()` suits most pages; give the address where it is known.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The address the page was loaded from. Relative links are resolved against it (and `<base href>`); without
    /// it they stay relative.
    pub url: Option<String>,
    /// Today as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, for dates such as "2 hours ago" and against dates in the future;
    /// without it such dates are left out.
    pub today: Option<String>,
    /// Explain each removal and each choice in [`Article::trace`](crate::Article::trace).
    pub trace: bool,
    /// Another model of blocks than the built-in one, packed as `model/README.md` says: for training.
    pub model: Option<Vec<u8>>,
    /// Bounds on hostile input.
    pub limits: Limits,
}

/// Bounds within which any input is handled in linear time. Past `max_bytes` there is an error; past the others
/// a partial article that names the limit in [`Article::truncated`](crate::Article::truncated).
#[derive(Clone, Debug)]
pub struct Limits {
    /// Longest input, in bytes. Default 32 MiB.
    pub max_bytes: usize,
    /// Most nodes in the tree. Default 500,000; the largest of 3,260 real pages has 34,447.
    pub max_nodes: usize,
    /// Deepest nesting of elements; deeper ones are unwrapped. Default 256: browsers stop at 512, the deepest of
    /// 3,260 real pages is 55.
    pub max_depth: usize,
    /// Longest time to parse in, in milliseconds; what was read by then is used. Default 5,000.
    pub max_millis: f64,
    /// Milliseconds on any monotonic clock.
    pub clock: fn() -> f64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            max_bytes: 32 << 20,
            max_nodes: 500_000,
            max_depth: 256,
            max_millis: 5_000.0,
            clock: default_clock,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn default_clock() -> f64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3
}

/// wasm has no clock of its own; `web` passes the browser's.
#[cfg(target_arch = "wasm32")]
fn default_clock() -> f64 {
    0.0
}

//! Ratios of time units.

/// Nanoseconds in a microsecond.
pub const NANOS_PER_MICRO: i64 = 1_000;
/// Nanoseconds in a millisecond.
pub const NANOS_PER_MILLI: i64 = 1_000_000;
/// Nanoseconds in a second.
pub const NANOS_PER_SECOND: i64 = 1_000_000_000;
/// Nanoseconds in a day.
pub const NANOS_PER_DAY: i64 = SECONDS_PER_DAY * NANOS_PER_SECOND;
/// Microseconds in a second.
pub const MICROS_PER_SECOND: i64 = 1_000_000;
/// Microseconds in an hour.
pub const MICROS_PER_HOUR: i64 = 3_600 * MICROS_PER_SECOND;
/// Microseconds in a day.
pub const MICROS_PER_DAY: i64 = SECONDS_PER_DAY * MICROS_PER_SECOND;
/// Milliseconds in a day.
pub const MILLIS_PER_DAY: i64 = SECONDS_PER_DAY * 1_000;
/// Seconds in a day.
pub const SECONDS_PER_DAY: i64 = 86_400;

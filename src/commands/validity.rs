//! From when to when something is valid: `-startdate` and `-validity`.

use super::{Context, Failure, MakingFault};
use crate::calendar::DAY;
use crate::jvm::zone::Start;

/// Java's, in days.
const DEFAULT_DAYS: i64 = 90;
const MILLISECONDS: i64 = 1000;
/// The last year that a certificate can name.
pub(super) const LAST_YEAR: i64 = 9999;

/// How long a certificate is valid.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct ValidityArguments {
    /// When it starts: +1y-2d, or 2030/01/31 12:00:00 (default: now)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub startdate: Option<String>,

    #[command(flatten)]
    pub(super) days: DaysArguments,
}

/// For how many days.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct DaysArguments {
    /// For how many days it is valid (default: 90)
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    pub validity: Option<i64>,
}

impl DaysArguments {
    /// # Errors
    /// [`MakingFault::ValidityNotPositive`].
    pub(super) fn check(&self) -> Result<(), Failure> {
        if self.count() > 0 { Ok(()) } else { Err(MakingFault::ValidityNotPositive.into()) }
    }

    /// How many they are.
    pub(super) fn count(&self) -> i64 {
        self.validity.unwrap_or(DEFAULT_DAYS)
    }

    /// The end, in milliseconds. Java: counts round where there are too many days for 64 bits.
    pub(super) fn end(&self, start: i64) -> i64 {
        start.wrapping_add(self.count().wrapping_mul(DAY * MILLISECONDS))
    }

    /// The end, where a certificate or CRL can name it.
    ///
    /// # Errors
    /// [`MakingFault::ValidityTooLong`].
    pub(super) fn end_within_calendar(&self, context: &Context<'_>, start: i64) -> Result<i64, Failure> {
        let end = self.end(start);
        let zone = crate::jvm::zone::Zone::find(context.machine);
        let year = zone.local(end.div_euclid(MILLISECONDS)).year;
        // Java: counts the years before the first from one again.
        let year = if year > 0 { year } else { 1 - year };
        if year > LAST_YEAR { Err(MakingFault::ValidityTooLong { year }.into()) } else { Ok(end) }
    }
}

impl ValidityArguments {
    /// The start, in milliseconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`MakingFault::StartDate`].
    pub(super) fn start(&self, context: &mut Context<'_>) -> Result<i64, Failure> {
        let now = context.machine.now.as_millisecond();
        let start = self.startdate.as_deref().map(Start::read).transpose().map_err(MakingFault::StartDate)?;
        // Java: needs the zone, and may complain of it, also where no date is given.
        let zone = context.zone()?;
        Ok(start.map_or(now, |start| zone.start(&start, now)))
    }

    /// The end, in milliseconds.
    ///
    /// # Errors
    /// [`MakingFault::ValidityTooLong`].
    pub(super) fn end(&self, context: &Context<'_>, start: i64) -> Result<i64, Failure> {
        self.days.end_within_calendar(context, start)
    }
}

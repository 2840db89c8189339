//! A property of algorithm constraints that Java does not understand: no TLS connection is made then.

use crate::diagnosis::Release;
use crate::pkix::constraints::ConstraintError;
use crate::report::keytool::certificate::Exception;

/// The exceptions by which every TLS connection ends where a property of algorithm constraints has a fault.
pub fn of_policy(error: &ConstraintError, release: Release) -> Vec<Exception> {
    const ILLEGAL: &str = "java.lang.IllegalArgumentException";
    let (class, message) = match error {
        ConstraintError::Unknown(text) => {
            (ILLEGAL, format!("Error in security property. Constraint unknown: {text}"))
        }
        ConstraintError::Operator(text) => {
            (ILLEGAL, format!("Error in security property. {text} is not a legal Operator"))
        }
        ConstraintError::Size(text) => {
            ("java.lang.NumberFormatException", format!("For input string: \"{text}\""))
        }
        ConstraintError::SizeMissing(_) => ("java.util.NoSuchElementException", String::new()),
        ConstraintError::Date(text) => match (release, text.get(5..7)) {
            (Release::Java11, month) => {
                (ILLEGAL, format!("Invalid month given in constraint: {}", month.unwrap_or_default()))
            }
            _ => (ILLEGAL, "Invalid denyAfter date".to_owned()),
        },
        ConstraintError::JdkCaTwice(text) => {
            (ILLEGAL, format!("Only one jdkCA entry allowed in property. Constraint: {text}"))
        }
        ConstraintError::DenyAfterTwice(text) => {
            (ILLEGAL, format!("Only one denyAfter entry allowed in property. Constraint: {text}"))
        }
    };
    let mut all = vec![
        Exception { class: "java.lang.ExceptionInInitializerError", message: String::new() },
        Exception { class, message },
    ];
    if let ConstraintError::Date(text) = error
        && release != Release::Java11
    {
        all.push(Exception { class: "java.time.DateTimeException", message: no_such_date(text) });
    }
    all
}

/// What is wrong with `YYYY-MM-DD`, as `java.time` says it.
fn no_such_date(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
    ];
    let number = |range: std::ops::Range<usize>| -> usize {
        text.get(range).and_then(|digits| digits.parse().ok()).unwrap_or_default()
    };
    let (month, day) = (number(5..7), number(8..10));
    match month.checked_sub(1).and_then(|month| MONTHS.get(month)) {
        None => format!("Invalid value for MonthOfYear (valid values 1 - 12): {month}"),
        Some(_) if day == 0 || day > 31 => {
            format!("Invalid value for DayOfMonth (valid values 1 - 28/31): {day}")
        }
        Some(_) if (month, day) == (2, 29) => {
            format!("Invalid date 'February 29' as '{}' is not a leap year", number(0..4))
        }
        Some(name) => format!("Invalid date '{name} {day}'"),
    }
}

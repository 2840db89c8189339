//! The Java releases whose trust decisions and words are known.

use std::fmt;

/// A release with long-term support, as of the update that was observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Release {
    /// 8 (8u504).
    Java8,
    /// 11 (11.0.13).
    Java11,
    /// 17 (17.0.21).
    Java17,
    /// 21 (21.0.8).
    Java21,
    /// 25 (25.0.2).
    Java25,
}

impl Release {
    /// All, oldest first.
    pub const ALL: [Self; 5] = [Self::Java8, Self::Java11, Self::Java17, Self::Java21, Self::Java25];

    /// Its number: 8, 11, 17, 21 or 25.
    pub fn number(self) -> u32 {
        match self {
            Self::Java8 => 8,
            Self::Java11 => 11,
            Self::Java17 => 17,
            Self::Java21 => 21,
            Self::Java25 => 25,
        }
    }

    /// The update of it that was observed, which a release stands for where no update is named: 504 of 8u504, 21 of 17.0.21.
    pub fn observed(self) -> u32 {
        match self {
            Self::Java8 => 504,
            Self::Java11 => 13,
            Self::Java17 => 21,
            Self::Java21 => 8,
            Self::Java25 => 2,
        }
    }

    /// An update of it as people write it: `8u504`, `17.0.21`.
    pub fn version(self, update: u32) -> String {
        match self {
            Self::Java8 => format!("8u{update}"),
            other => format!("{other}.0.{update}"),
        }
    }

    /// The release that a Java of this feature number behaves like: the newest known that is not newer.
    pub fn of_feature(number: u32) -> Self {
        Self::ALL.into_iter().rev().find(|release| release.number() <= number).unwrap_or(Self::Java8)
    }
}

impl fmt::Display for Release {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.number())
    }
}

//! Units of time, seasons, parts of the day, and counts of them.

/// A unit of time, from the second up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// All units, by size.
    pub const ALL: [Self; 10] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    /// The English word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    /// The English word for several.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::Year => "years",
            Self::Decade => "decades",
            Self::Century => "centuries",
        }
    }
}

/// A season, with TIMEX3's two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

impl Season {
    /// All seasons, in the order of the year.
    pub const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Fall, Self::Winter];

    /// TIMEX3's letters.
    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Fall => "FA",
            Self::Winter => "WI",
        }
    }

    /// The English words.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Spring => &["spring"],
            Self::Summer => &["summer"],
            Self::Fall => &["fall", "autumn"],
            Self::Winter => &["winter"],
        }
    }

    /// The month in which it begins.
    pub fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Fall => 9,
            Self::Winter => 12,
        }
    }
}

/// A part of the day, with TIMEX3's two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl DayPart {
    /// All parts, in the order of the day.
    pub const ALL: [Self; 4] = [Self::Morning, Self::Afternoon, Self::Evening, Self::Night];

    /// TIMEX3's letters.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }

    /// The English words for one and for several.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Morning => ("morning", "mornings"),
            Self::Afternoon => ("afternoon", "afternoons"),
            Self::Evening => ("evening", "evenings"),
            Self::Night => ("night", "nights"),
        }
    }
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// Whole units; `None` for an unknown number (several, a few).
    pub whole: Option<u32>,
    /// And a half.
    pub half: bool,
    /// What the words say of exactness ("a couple of": about two).
    pub modifier: Option<&'static str>,
}

impl Count {
    /// Exactly `n`.
    pub fn exactly(n: u32) -> Self {
        Self {
            whole: Some(n),
            half: false,
            modifier: None,
        }
    }

    /// Some, no one knows how many.
    pub fn unknown() -> Self {
        Self {
            whole: None,
            half: false,
            modifier: None,
        }
    }
}

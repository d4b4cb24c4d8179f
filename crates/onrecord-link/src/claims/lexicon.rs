//! The words by which contents and cues tell what is done in saying something.

/// Cues that call without force.
pub(super) const GENTLE: &[&str] = &[
    "call",
    "urg",
    "appeal",
    "ask",
    "request",
    "invit",
    "plead",
    "pled",
    "suggest",
    "recommend",
    "advis",
    "encourag",
    "sought",
    "seek",
    "beg",
];

/// Words that give a call its force.
pub(super) const INSISTENCE: &[&str] = &[
    "immediate",
    "immediately",
    "urgent",
    "urgently",
    "once",
    "must",
    "unconditional",
    "unconditionally",
    "insisting",
];

/// Verbs for what is done by appointment: who says that somebody will do it tells a plan.
pub(super) const APPOINTMENTS: &[&str] = &[
    "visit", "meet", "hold", "attend", "travel", "arrive", "begin", "start", "open", "resume", "chair",
    "host", "address", "sign", "brief", "convene", "send", "submit", "fly",
];

/// What one's own side is doing where it tells a step of its own.
pub(super) const DOING: &[&str] = &[
    "sending",
    "withdrawing",
    "closing",
    "launching",
    "preparing",
    "planning",
    "leaving",
    "deploying",
    "opening",
    "ending",
    "suspending",
    "lifting",
    "holding",
    "organizing",
    "organising",
    "cutting",
    "raising",
    "increasing",
    "building",
    "pulling",
    "calling",
    "setting",
    "stepping",
    "moving",
    "joining",
    "quitting",
    "resigning",
    "introducing",
    "drafting",
];

/// Participles of what has been fixed: "is scheduled for Tuesday".
pub(super) const APPOINTED: &[&str] = &["planned", "scheduled", "slated", "due", "set"];

/// Verbs of one's own plans: "we intend to".
pub(super) const PLANS: &[&str] = &[
    "intend", "intends", "intended", "plan", "plans", "planned", "aim", "aims", "aimed", "want", "wants",
    "wanted", "mean", "means",
];

/// What is put forward for others to take or leave.
pub(super) const PUT_FORWARD: &[&str] = &[
    "draft",
    "proposal",
    "plan",
    "offer",
    "decision",
    "resolution",
    "agreement",
    "deal",
    "initiative",
    "changes",
    "text",
    "move",
    "truce",
    "ceasefire",
    "postponement",
    "step",
];

/// Words that open a guess.
pub(super) const GUESSES: &[&str] = &[
    "could",
    "might",
    "hopeful",
    "hope",
    "hopes",
    "hoped",
    "think",
    "believe",
    "confident",
    "convinced",
    "doubt",
    "optimistic",
    "pessimistic",
    "likely",
    "unlikely",
    "doomed",
    "fear",
    "fears",
    "expect",
    "expects",
    "sure",
    "perhaps",
    "probably",
];

/// Verbs for what nobody decides: who says "we will win" guesses.
pub(super) const OUTCOMES: &[&str] = &[
    "win", "lose", "fail", "fall", "succeed", "collapse", "survive", "last", "prevail", "happen", "suffer",
    "know", "need",
];

/// Words for being ready to do something.
pub(super) const WILLING: &[&str] = &["ready", "willing", "prepared", "happy", "glad"];

/// Verbs for taking up what another has put forward.
pub(super) const TAKING_UP: &[&str] = &[
    "support", "back", "accept", "join", "endorse", "approve", "honour", "honor", "respect",
];

/// Phrases that turn something down, whoever is spoken of.
pub(super) const REFUSALS: &[&str] = &[
    "no question of",
    "out of the question",
    "unacceptable",
    "not acceptable",
    "not negotiable",
    "cannot accept",
    "can not accept",
    "can't accept",
    "cannot support",
    "can not support",
    "can't support",
    "cannot agree",
    "can not agree",
    "never accept",
    "never surrender",
    "never agree",
    "never give up",
    "never give in",
    "not back down",
    "not up to ",
    "no right to ",
    "what right ",
    "no reason for ",
    "no reason to ",
    "no need for ",
    "no need to ",
    "no grounds for ",
    "no justification for ",
    "not warrant ",
];

/// Phrases by which somebody has done nothing of what is told, if he or his side is their subject.
pub(super) const NO_PART: &[&str] = &[
    "innocent of",
    "nothing to do with",
    "no role in",
    "no part in",
    "no hand in",
    "no involvement in",
    "not involved in",
    "not responsible for",
    "not behind ",
];

/// Verbs of harm to come: "it will worsen their situation".
pub(super) const HARM: &[&str] = &[
    "worsen",
    "endanger",
    "jeopardise",
    "jeopardize",
    "destabilise",
    "destabilize",
    "backfire",
    "aggravate",
    "undermine",
    "plunge",
    "provoke",
    "inflame",
    "escalate",
];

/// Words for deeds that nobody owns up to: who uses them of others accuses.
pub(super) const CHARGES: &[&str] = &[
    "genocide",
    "atrocit",
    "war crime",
    "massacre",
    "aggression",
    "failure to",
    "failed to",
    "executed",
    "murder",
    "tortur",
    "invad",
    "betray",
    "lied",
    "lying",
    "corrupt",
    "illegal",
    "illegitimate",
    "violat",
    "non-compliance",
    "in breach of",
    "was responsible for",
    "were responsible for",
    "to blame",
    "contrary to",
    "ethnic cleansing",
];

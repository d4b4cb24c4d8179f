//! What a cue's verb (or its noun) does: the acts corpus' guideline, "step 1, the cue".
//!
//! A word can do different things with different contents: one rejects an offer, but denies a charge. So a list
//! of words stands for an act and the shapes of content that it does the act with.

use onrecord_types::Act;

use crate::acts::content::Shape;

/// With which contents the words of a list do its act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum With {
    /// Any, and none.
    Anything,
    /// A clause with a verb of its own, or a quotation.
    Clause,
    /// An infinitive: "agreed to meet".
    Infinitive,
    /// A question put indirectly: "whether", "what", "why".
    Question,
    /// A thing that is said to be so: "the charge", "reports that …".
    Charge,
    /// A thing that is proposed or asked: "the plan", "calls for …".
    Plan,
    /// A noun of any kind.
    Thing,
}

use With::{Anything, Charge, Clause, Infinitive, Plan, Question, Thing};

/// The first line that fits decides; a line that names a kind of content stands before the one for all others.
const CUES: &[(Act, With, &str)] = &[
    (Act::Deny, Charge, "reject dismiss rebuff oppose"),
    (Act::Deny, Clause, "reject dismiss"),
    (
        Act::Deny,
        Anything,
        "deny denial rebut rebuttal refute disavow debunk dispute disclaim repudiate disown gainsay",
    ),
    (Act::Confirm, Clause, "agree agreement recognize recognise"),
    (
        Act::Confirm,
        Anything,
        "confirm confirmation acknowledge acknowledgment acknowledgement admit admission concede concession \
         corroborate verify reconfirm",
    ),
    (Act::Accept, Infinitive, "agree consent accept"),
    (
        Act::Reject,
        Plan,
        "oppose opposition object objection dismiss resist refusal",
    ),
    (
        Act::Reject,
        Anything,
        "reject rejection veto refuse refusal rebuff spurn decline balk boycott object objection",
    ),
    (
        Act::Accept,
        Plan,
        "back support approve favor favour endorse endorsement agree",
    ),
    (
        Act::Accept,
        Anything,
        "accept acceptance approve approval agree consent ratify acquiesce",
    ),
    (
        Act::Ask,
        Question,
        "ask question wonder query inquire enquire debate",
    ),
    (Act::Demand, Infinitive, "ask tell"),
    (Act::Accuse, Thing, "question"),
    (Act::Ask, Anything, "wonder query inquire enquire inquiry"),
    (
        Act::Warn,
        Anything,
        "warn warning caution threaten threat alert forewarn menace",
    ),
    (Act::Believe, Infinitive, "seek decide prefer decision"),
    (
        Act::Demand,
        Anything,
        "demand urge order instruct appeal plead plea beg request press exhort implore advise recommend \
         recommendation petition lobby pressure insistence encourage beseech entreat counsel command prod \
         summon advocate seek require",
    ),
    (
        Act::Offer,
        Anything,
        "promise pledge vow offer propose proposal invite invitation commit commitment volunteer guarantee swear",
    ),
    (
        Act::Accuse,
        Anything,
        "accuse accusation blame criticize criticise criticism condemn condemnation denounce denunciation attack mock \
         charge sue complain complaint blast slam decry lambast lambaste rip rebuke chide deride ridicule assail \
         fault allege allegation castigate censure bash hammer skewer scold berate deplore disparage insult brand \
         taunt excoriate pillory vilify admonish reprimand indict smear malign belittle impugn",
    ),
    (
        Act::Announce,
        Anything,
        "announce announcement disclose disclosure reveal revelation unveil leak introduce endorse endorsement \
         proclaim",
    ),
    (Act::Announce, Thing, "declare declaration issue release publish"),
    (
        Act::Believe,
        Anything,
        "think believe belief feel feeling fear hope expect expectation know knowledge want plan intend intention \
         consider decide decision like support oppose see view regard doubt suspect suspicion assume assumption \
         prefer preference favor favour wish desire worry understand understanding aim opinion conviction consensus \
         convinced confident sure certain aware optimistic pessimistic skeptical sceptical unsure uncertain \
         concerned worried afraid hopeful determined eager reluctant imagine trust love hate dislike perceive deem \
         perception anticipate guess reckon contemplate resolve conclude sympathize sympathise mull \
         consideration faith opposition back find envision envisage dream interest interested keen seem appear \
         clear unclear likely unlikely",
    ),
];

/// The act that a cue's lemma does with a content of this shape; none where it's neutral ("say", "add").
pub(super) fn act(lemma: &str, shape: Shape) -> Option<Act> {
    let fits = |with: With| match with {
        Anything => true,
        Clause => matches!(shape, Shape::Clause | Shape::Quotation),
        Infinitive => shape == Shape::Infinitive,
        Question => shape == Shape::Question,
        Charge => shape == Shape::Charge,
        Plan => shape == Shape::Plan,
        Thing => matches!(shape, Shape::Thing | Shape::Charge | Shape::Plan),
    };
    CUES.iter()
        .find(|(_, with, words)| fits(*with) && is_one_of(words, lemma))
        .map(|(act, _, _)| *act)
}

/// Whether a verb says or holds the clause it governs.
pub(crate) fn does_with_clause(lemma: &str) -> bool {
    act(lemma, Shape::Clause).is_some() && !is_one_of(PERCEIVING, lemma)
}

/// Whether a verb says or holds the infinitive it governs: "refused to meet".
pub(crate) fn does_with_infinitive(lemma: &str) -> bool {
    act(lemma, Shape::Infinitive).is_some() && !is_one_of(PERCEIVING, lemma)
}

/// Whether a verb does something by words with the thing it governs: "rejected the offer".
pub(crate) fn does_with_thing(lemma: &str) -> bool {
    let by_words = |act: Act| {
        matches!(
            act,
            Act::Deny
                | Act::Confirm
                | Act::Reject
                | Act::Accept
                | Act::Demand
                | Act::Offer
                | Act::Announce
                | Act::Accuse
        )
    };
    act(lemma, Shape::Thing).is_some_and(by_words) && !is_one_of(DOING, lemma)
}

/// Verbs that are attitudes only as cues: "see", "know", "seem" go with many clauses that nobody holds.
const PERCEIVING: &str = "see find know seem appear like love hate back resolve aim view perceive plan decide determined prefer                           seek encourage require press order lobby pressure prod summon swear command interested keen                           likely unlikely clear unclear attack mock sue bash hammer rip slam blast fault";

/// Verbs that need no words for what they do: "attacked the convoy", "issued passports".
const DOING: &str = "attack blame fault rip bash hammer slam blast sue charge release issue publish introduce seek require order press                      lobby pressure encourage prod summon command leak question mock scold brand insult commit invite                      volunteer guarantee offer indict exploit refuse decline veto boycott resist petition plead recommend                      taunt smear appeal instruct advocate endorse swear";

fn is_one_of(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|w| w == word)
}

/// Verbs whose infinitive withholds words: "refused to say", "declined to be named".
const WITHHELD: &str = "comment discuss specify name answer say elaborate disclose reveal give provide identify speculate \
                        respond reply tell explain confirm detail divulge talk speak address share release offer \
                        describe quantify expand clarify estimate";

/// Whether to refuse this is to withhold words.
pub(crate) fn is_withheld(lemma: &str) -> bool {
    is_one_of(WITHHELD, lemma)
}

/// Nouns for what is said to be so.
const CHARGES: &str = "possibility accusation allegation charge claim report suggestion rumor rumour assertion notion story speculation \
                       involvement responsibility wrongdoing link account insinuation criticism characterization finding conclusion";

/// Nouns for what is proposed or asked.
const PLANS: &str = "proposal offer plan bill request call demand idea deal truce ceasefire cease-fire agreement accord pact \
                     measure legislation move resolution amendment invitation appeal overture talk negotiation treaty \
                     settlement bid compromise policy sanction strategy referendum election vote law reform ban \
                     concession condition mediation meeting dialogue ultimatum budget merger decision increase cut \
                     extension withdrawal pullout deployment initiative program programme project effort";

/// Whether a noun is one for what is said to be so.
pub(super) fn is_charge(lemma: &str) -> bool {
    is_one_of(CHARGES, lemma)
}

/// Whether a noun is one for what is proposed or asked.
pub(super) fn is_plan(lemma: &str) -> bool {
    is_one_of(PLANS, lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_verb_does_different_things_with_different_contents() {
        assert_eq!(act("reject", Shape::Charge), Some(Act::Deny));
        assert_eq!(act("reject", Shape::Plan), Some(Act::Reject));
        assert_eq!(act("agree", Shape::Clause), Some(Act::Confirm));
        assert_eq!(act("agree", Shape::Infinitive), Some(Act::Accept));
        assert_eq!(act("ask", Shape::Infinitive), Some(Act::Demand));
        assert_eq!(act("ask", Shape::Question), Some(Act::Ask));
        assert_eq!(act("say", Shape::Clause), None);
    }
}

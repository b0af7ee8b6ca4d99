"""How certain a claim is, and of which polarity, on FactBank's scale. All names and deeds are invented.

The reading is that of whoever the sentence gives as saying it; the author's where nobody is given.
"""

from __future__ import annotations

import pytest

from crossbearing.model.claim import Certainty, Polarity
from crossbearing.text.pipeline import TextReader

CT, PR, PS = Certainty.CT_PLUS, Certainty.PR_PLUS, Certainty.PS_PLUS
NOT, PR_NOT, PS_NOT = Certainty.CT_MINUS, Certainty.PR_MINUS, Certainty.PS_MINUS
OPEN, KNOWN = Certainty.UU, Certainty.CT_U

PLAIN = [
    ("The Front attacked the town.", CT),
    ("The Front has attacked the town twice.", CT),
    ("The town was attacked by the Front.", CT),
    ("The Front did attack the town.", CT),
    ("The rebels’ attack on the army lasted an hour.", CT),
]
NEGATION = [
    ("The Front did not attack the town.", NOT),
    ("The Front never attacked the town.", NOT),
    ("The town was not attacked by the Front.", NOT),
    ("Nobody attacked the Front.", NOT),
    ("No one attacked the Front.", NOT),
    ("None of the fighters attacked the town.", NOT),
    ("Neither the Front nor the Brigade attacked the town.", NOT),
    ("No fighters attacked the town.", NOT),
    ("The Front almost attacked the town.", NOT),
    ("The Front nearly attacked the town.", NOT),
    ("The Front left without attacking the town.", NOT),
    ("The Front not only attacked the town but burned it.", CT),
    ("There was no attack by the Front on the town.", NOT),
]
MODALS = [
    ("The Front may have attacked the town.", PS),
    ("The Front might attack the town.", PS),
    ("The Front could have attacked the town.", PS),
    ("The Front must have attacked the town.", PR),
    ("The Front should have attacked the town by now.", PR),
    ("The Front may not have attacked the town.", PS_NOT),
    ("The Front might not attack the town.", PS_NOT),
    ("The Front must not have attacked the town.", PR_NOT),
    ("The Front cannot have attacked the town.", NOT),
    ("The Front could not attack the town.", NOT),
    ("The Front will attack the town.", OPEN),
    ("The Front would attack the town.", OPEN),
    ("The Front was about to attack the town.", OPEN),
    ("The Front is going to attack the town.", OPEN),
]
ADVERBS_AND_ADJECTIVES = [
    ("The Front probably attacked the town.", PR),
    ("Perhaps the Front attacked the town.", PS),
    ("The Front possibly attacked the town.", PS),
    ("The Front apparently attacked the town.", PR),
    ("The Front probably did not attack the town.", PR_NOT),
    ("Maybe the Front did not attack the town.", PS_NOT),
    ("It is likely that the Front attacked the town.", PR),
    ("It is unlikely that the Front attacked the town.", PR_NOT),
    ("It is possible that the Front attacked the town.", PS),
    ("It is impossible that the Front attacked the town.", NOT),
    ("It is clear that the Front attacked the town.", CT),
    ("It is not clear that the Front attacked the town.", OPEN),
    ("It is true that the Front attacked the town.", CT),
    ("It is not true that the Front attacked the town.", NOT),
    ("It is false that the Front attacked the town.", NOT),
    ("The Front is unlikely to have attacked the town.", PR_NOT),
    ("There was an alleged attack on the rebels by the army.", OPEN),
    ("There was a suspected attack on the rebels by the army.", PR),
    ("There was an apparent attack on the rebels by the army.", PR),
    ("There was a possible attack on the rebels by the army.", PS),
    ("There was a so-called attack on the rebels by the army.", OPEN),
    ("There was a planned attack on the rebels by the army.", OPEN),
    ("There was a foiled attack on the rebels by the army.", NOT),
    ("There was an attempted attack on the rebels by the army.", OPEN),
]
BELIEF = [
    ("Officials believe the Front attacked the town.", PR),
    ("Officials do not believe the Front attacked the town.", PR_NOT),
    ("Officials do not think that the Front attacked the town.", PR_NOT),
    ("Officials believe the Front did not attack the town.", PR_NOT),
    ("Officials suspect that the Front attacked the town.", PR),
    ("Officials doubt that the Front attacked the town.", PR_NOT),
    ("Officials fear the Front attacked the town.", PS),
    ("Officials know that the Front attacked the town.", CT),
    ("Officials did not know that the Front attacked the town.", CT),
    ("The Front is believed to have attacked the town.", PR),
    ("The Front is said to have attacked the town.", CT),
    ("The Front seems to have attacked the town.", PR),
    ("The Front appears not to have attacked the town.", PR_NOT),
    ("The Front is suspected of attacking the town.", PR),
    ("The Front is not thought to have attacked the town.", PR_NOT),
]
QUESTIONS_AND_CONDITIONS = [
    ("Has the Front attacked the town?", OPEN),
    ("Why has the Front attacked the town?", OPEN),
    ("If the Front attacked the town, the talks are over.", OPEN),
    ("Unless the Front attacked the town, the talks go on.", OPEN),
    ("It is unclear whether the Front attacked the town.", OPEN),
    ("Officials do not know whether the Front attacked the town.", OPEN),
    ("Officials know whether the Front attacked the town.", KNOWN),
    ("Officials found out whether the Front attacked the town.", KNOWN),
    ("Jan Orlik asked whether the Front attacked the town.", OPEN),
    ("When the Front attacked the town, the talks ended.", CT),
    ("Because the Front attacked the town, the talks ended.", CT),
]
CARRIED_OUT_OR_NOT = [
    ("The Front failed to attack the town.", NOT),
    ("The Front did not fail to attack the town.", CT),
    ("The Front managed to attack the town.", CT),
    ("The Front did not manage to attack the town.", NOT),
    ("The Front refused to attack the town.", NOT),
    ("The Front declined to attack the town.", NOT),
    ("The Front avoided attacking the town.", NOT),
    ("Arland prevented the Front from attacking the town.", NOT),
    ("Arland stopped the Front from attacking the town.", NOT),
    ("The Front may have failed to attack the town.", PS_NOT),
    ("The Front tried to attack the town.", OPEN),
    ("The Front plans to attack the town.", OPEN),
    ("The Front wants to attack the town.", OPEN),
    ("Arland ordered the Front to attack the town.", OPEN),
    ("Arland forced the Front to attack the town.", CT),
    ("The Front regretted attacking the town.", CT),
    ("The Front admitted attacking the town.", CT),
]
SAID_AND_DENIED = [
    ("Arland said that the Front attacked the town.", CT),
    ("Arland said that the Front did not attack the town.", NOT),
    ("Arland said that the Front may have attacked the town.", PS),
    ("Arland insists that it did not attack the town.", NOT),
    ("Arland swore that the Front attacked the town.", CT),
    ("Arland did not say that the Front attacked the town.", OPEN),
    ("Arland denied that it attacked the town.", NOT),
    ("Arland denied attacking the town.", NOT),
    ("Arland denied that it did not attack the town.", CT),
    ("Arland did not deny that it attacked the town.", OPEN),
    ("Arland neither confirmed nor denied that it attacked the town.", OPEN),
    ("Arland could not confirm that the Front attacked the town.", OPEN),
    ("Arland refused to say that the Front attacked the town.", OPEN),
    ("Arland dismissed claims that it attacked the town.", NOT),
    ("Arland rejected the allegation that it attacked the town.", NOT),
    ("Arland disputed that it attacked the town.", NOT),
    ("Arland hinted that the Front attacked the town.", PS),
    ("Arland predicted that the Front would attack the town.", OPEN),
    ("Officials hope that the Front attacked the town.", OPEN),
    ("There is no evidence that the Front attacked the town.", OPEN),
    ("Arland has no proof that the Front attacked the town.", OPEN),
    ("There is no doubt that the Front attacked the town.", CT),
    ("Arland has no doubt that the Front attacked the town.", CT),
    ("Allegedly, the Front attacked the town.", CT),
]

# Written after the rules for the sentences above, to see how far they carry.
FURTHER = [
    ("Rebels killed two soldiers, the army said.", CT),
    ("The army denies having killed the protesters.", NOT),
    ("The army has yet to attack the rebels.", NOT),
    ("The rebels are expected to attack the army.", OPEN),
    ("The rebels threatened to attack the army.", OPEN),
    ("The army warned that rebels could attack the base.", PS),
    ("There is little doubt that the rebels attacked the army.", CT),
    ("The ministry was unable to confirm that the rebels attacked the army.", OPEN),
    ("No one has claimed that the rebels attacked the army.", OPEN),
    ("The army was convinced that the rebels attacked the base.", CT),
    ("The army was not convinced that the rebels attacked the base.", OPEN),
    ("It seems that the rebels attacked the base.", PR),
    ("The ministry suggested that rebels had attacked the army.", PR),
    ("The rebels could well have attacked the army.", PS),
    ("The army cannot rule out that the rebels attacked the base.", PS),
    ("The army ruled out that the rebels attacked the base.", NOT),
    ("Had the rebels attacked the army, the truce would be over.", OPEN),
    ("Instead of attacking the army, the rebels withdrew.", NOT),
    ("The rebels agreed to attack the army.", OPEN),
    ("The rebels agreed not to attack the army.", OPEN),
    ("The rebels pledged not to attack the army.", OPEN),
    ("The rebels were accused of attacking the army.", CT),
    ("The rebels were cleared of attacking the army.", NOT),
    ("The army said it had not armed the rebels.", NOT),
    ("The minister rejected suggestions that the army armed the rebels.", NOT),
    ("The claim that the army armed the rebels is false.", NOT),
    ("The rebels, who never attacked the army, withdrew.", NOT),
    ("The army acknowledged that it killed the protesters.", CT),
    ("The rebels were rumoured to have attacked the army.", PS),
    ("The army questioned whether rebels had attacked the base.", OPEN),
    ("The army said it did not know who attacked the rebels.", CT),
    ("The army wants to know whether rebels attacked the base.", OPEN),
    ("The rebels attacked the army in no time.", CT),
    ("The army hardly ever attacked the rebels.", NOT),
    ("The rebels did not attack the army until Monday.", CT),
    ("The army forgot to attack the rebels.", NOT),
    ("The army helped to arm the rebels.", CT),
    ("The army did not help to arm the rebels.", NOT),
    ("The army began to shell the rebels.", CT),
    ("The army contradicted reports that it attacked the rebels.", NOT),
    ("The minister said rebels had probably killed the envoys.", PR),
    ("According to the ministry, no soldier attacked the rebels.", NOT),
    ("The rebels could not have killed the envoys, the minister said.", NOT),
    ("Officials are sceptical that the rebels attacked the army.", PR_NOT),
    ("The army is not aware that rebels attacked the base.", CT),
    ("It remains unclear if the rebels attacked the army.", OPEN),
    ("The inquiry found that soldiers killed the protesters.", CT),
    ("The inquiry did not find that soldiers killed the protesters.", OPEN),
    ("The inquiry found no proof that soldiers killed the protesters.", OPEN),
    ("The rebels considered attacking the army.", OPEN),
    ("The rebels were reluctant to attack the army.", OPEN),
    ("The rebels were too weak to attack the army.", NOT),
    ("The rebels never intended to attack the army.", OPEN),
    ("The minister was wrong to say that the army armed the rebels.", NOT),
    ("The minister conceded that the army had armed the rebels.", CT),
    ("The army armed the rebels, the paper claimed.", CT),
    ("The rebels might soon attack the army.", PS),
    ("Soldiers killed nobody, the army said.", NOT),
    ("The army can attack the rebels at will.", PS),
    ("The army would never attack the rebels.", OPEN),
    ("Only if the army attacked the rebels would they flee.", OPEN),
    ("Whether the army attacked the rebels is not known.", OPEN),
    ("The rebels insisted they had not killed the envoys.", NOT),
    ("The minister played down reports that the army armed the rebels.", CT),
    ("The minister would not say whether the army armed the rebels.", OPEN),
    ("Critics allege that the army armed the rebels.", CT),
    ("Nothing suggests that the army armed the rebels.", OPEN),
    ("The rebels escaped without having attacked the army.", NOT),
]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        *PLAIN,
        *NEGATION,
        *MODALS,
        *ADVERBS_AND_ADJECTIVES,
        *BELIEF,
        *QUESTIONS_AND_CONDITIONS,
        *CARRIED_OUT_OR_NOT,
        *SAID_AND_DENIED,
        *FURTHER,
    ],
)
def test_certainty_and_polarity(reader: TextReader, text: str, certainty: Certainty) -> None:
    reading = reader.read(text)
    attacks = {
        n
        for n, e in enumerate(reading.events)
        if e.trigger.of(text).startswith(("attack", "kill", "arm", "shell"))
    }
    claims = [claim for claim in reading.claims if claim.event in attacks]
    assert {claim.certainty for claim in claims} == {certainty}, [c.reasons for c in claims]
    if certainty in {CT, PR, PS, NOT, PR_NOT, PS_NOT}:
        polarity = Polarity.DENIED if certainty in {NOT, PR_NOT, PS_NOT} else Polarity.ASSERTED
        assert {claim.polarity for claim in claims} == {polarity}

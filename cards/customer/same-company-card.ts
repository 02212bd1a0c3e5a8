import type { ReadPair } from '../../crm/customer/read-pair.ts';
import type { SameCompany } from '../../crm/customer/same-company.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import type { MatchSide } from '../../crm/store/matches.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import { count, money, type Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { firstName, joinByDots, systemName } from '../view/names.ts';
import { type Button, type Form, text, type View } from '../view/view.ts';
import {
  customerShow,
  duplicateAsk,
  duplicateAsking,
  duplicateAskOf,
  duplicateSay,
} from './actions.ts';
import { type JoinedPart, joinedPart, reasonText } from './joined-card.ts';

/** Room in a button's label. */
const NAME_MAX = 40;

export interface SameCompanyCard {
  /** Redacted for this reader. */
  sides: readonly [MatchSide, MatchSide];
  /** Null where nobody asked it. */
  question: Pick<SameCompany, 'same' | 'confidence' | 'evidence' | 'askedOf'> | null;
  /** The names of the colleagues who decided it, and who is asked now. */
  by: string | null;
  asked: string | null;
  /** One of the two is a part of the other. */
  part: JoinedPart | null;
  /** A colleague who knows one of the two, besides the reader. */
  knows: { id: PersonId; name: string } | null;
  /** Whether this reader may say so, or take it back. */
  decides: boolean;
  reader: Reader;
}

/** The card of a pair, for this colleague. `sides` are redacted for them. */
export function pairCard({
  pair: { question, join, by, asked, owners },
  sides,
  person,
  decides,
  reader,
}: {
  pair: ReadPair;
  sides: SameCompanyCard['sides'];
  person: Pick<Person, 'id'>;
  decides: boolean;
  reader: Reader;
}): SameCompanyCard {
  return {
    sides,
    question,
    by: by?.name ?? null,
    asked: asked?.name ?? null,
    part: join && joinedPart(join, by?.name ?? null, reader),
    knows: owners.find(({ id }) => id !== person.id && id !== asked?.id) ?? null,
    decides,
    reader,
  };
}

/** Two records that may be one company: side by side, what speaks for it, and the choice. */
export function sameCompanyCard(card: SameCompanyCard): View {
  const { sides, question, by, asked, part, decides, reader } = card;
  const [one, other] = sides;
  const strings = stringsFor(reader);
  const { sameCompany: words } = strings;
  const isDecided = part !== null || (question !== null && question.same !== null);
  const decided = part?.words ?? (by === null || !question ? null : words.apart(firstName(by)));
  return {
    title: part ? words.joined(one.name, other.name) : words.title(one.name, other.name),
    blocks: [
      ...(isDecided && decided ? [text(decided)] : []),
      { kind: 'choices', choices: sides.map((side) => sideChoice(side, strings, reader)) },
      ...(question && question.evidence.length > 0
        ? [text(evidenceText(question, strings, reader))]
        : []),
      ...(part ? part.lines.map((line) => text(line, 'quiet')) : []),
      ...(asked && !isDecided ? [text(words.waitsFor(firstName(asked)), 'quiet')] : []),
      text(decides ? effectText(part !== null, isDecided, strings) : words.whoMay, 'quiet'),
      { kind: 'buttons', buttons: choiceButtons(card, isDecided, strings) },
    ],
  };
}

const effectText = (isJoined: boolean, isDecided: boolean, { sameCompany }: Strings): string => {
  if (isJoined) return sameCompany.undoEffect;
  return isDecided ? sameCompany.remembered : sameCompany.effect;
};

/** `Berlin · €48,000 · Ana · HubSpot · acme.example`. */
function sideChoice(side: MatchSide, strings: Strings, reader: Reader) {
  const state = side.stage === 'live' ? null : strings.stage[side.stage];
  return {
    title: side.name,
    detail: joinByDots([
      side.city ?? side.country,
      state,
      side.revenue && money(side.revenue, reader),
      side.owner ? firstName(side.owner) : strings.choices.noOwner,
      ...side.sources.slice(0, 3).map((source) => systemName(source, strings)),
      ...side.domains.slice(0, 2),
    ]),
    button: button(
      strings.sameCompany.show(shortText(side.name, NAME_MAX)),
      press(customerShow, { customer: side.partOf ?? side.id }),
    ),
  };
}

function choiceButtons(
  { sides: [one, other], part, knows, decides }: SameCompanyCard,
  isDecided: boolean,
  strings: Strings,
): Button[] {
  const { sameCompany: words, buttons } = strings;
  const pair = { customer: one.id, other: other.id };
  const card = button(
    buttons.card,
    press(customerShow, { customer: one.partOf ?? other.partOf ?? one.id }),
  );
  if (!decides) return [card];
  if (isDecided) {
    const said = part
      ? [button(words.different, press(duplicateSay, { ...pair, said: 'different' }))]
      : [];
    return [button(words.undo, press(duplicateSay, { ...pair, said: 'unsaid' })), ...said, card];
  }
  return [
    button(words.same, press(duplicateSay, { ...pair, said: 'same' }), { tone: 'primary' }),
    button(words.different, press(duplicateSay, { ...pair, said: 'different' })),
    ...(knows
      ? [
          button(
            words.ask(shortText(firstName(knows.name), NAME_MAX)),
            press(duplicateAsk, { ...pair, person: knows.id }),
          ),
        ]
      : []),
    button(words.askSomebody, press(duplicateAsking, pair), { opens: 'form' }),
  ];
}

/** `Probably the same, 75 %: both have the domain acme.example.` */
function evidenceText(
  { confidence, evidence }: NonNullable<SameCompanyCard['question']>,
  strings: Strings,
  reader: Reader,
): string {
  const { sameCompany: words } = strings;
  const reasons = evidence.map((one) => reasonText(one, strings));
  const list = strings.timeline.and(reasons);
  return confidence === null
    ? words.reasons(list)
    : words.likely(count(Math.round(confidence * 100), reader), list);
}

/** Asks which colleague knows whether they are one company. */
export function askColleagueForm({
  data,
  reader,
}: {
  data: DataOf<typeof duplicateAskOf>;
  reader: Reader;
}): Form {
  const { sameCompany: words } = stringsFor(reader);
  return {
    title: words.askTitle,
    fields: [
      {
        kind: 'person',
        id: 'who',
        label: words.askWho,
        optional: false,
      },
    ],
    submit: { label: words.askSubmit, ...press(duplicateAskOf, data) },
  };
}

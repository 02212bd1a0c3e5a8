import type { Erasure } from '../../crm/erasure/erasure.ts';
import { stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import { count, dayInWords, exact, type Reader } from '../view/format.ts';
import { joinByDots, systemName } from '../view/names.ts';
import { listAnd } from '../view/plural.ts';
import { type Block, text, type View } from '../view/view.ts';
import { forgetAnswer, forgetAsk, forgetList } from './actions.ts';

/** An erasure with everything that a card says of it. */
export interface ErasureCard {
  erasure: Pick<Erasure, 'id' | 'subject' | 'counts' | 'state' | 'about' | 'askedAt'>;
  /** The names of those who asked and answered; null for somebody who left, or nobody. */
  askedBy: string | null;
  answeredBy: string | null;
  /** The colleagues who may agree. */
  may: readonly string[];
  /** The reader asked for it. */
  isOwn: boolean;
  /** It is kept because its customer became a part of another one. */
  isJoined?: boolean;
  /** Until when somebody may agree. */
  until: Date;
  /** Ids of connected systems that know it. */
  systems: readonly string[];
  reader: Reader;
}

/** Before it is asked: how much would go, and who has to agree. */
export function erasurePreviewCard(
  { erasure, may, systems, reader }: ErasureCard,
  data: DataOf<typeof forgetAsk>,
): View {
  const { erasure: strings } = stringsFor(reader);
  return {
    title: strings.preview(erasure.about?.name ?? ''),
    blocks: [
      ...who(erasure),
      text(goes(erasure, reader)),
      text([strings.final, strings.needs(may), strings.week].join(' '), 'caution'),
      ...stays(erasure, systems, reader),
      {
        kind: 'buttons',
        buttons: [
          button(strings.ask, press(forgetAsk, data), { tone: 'primary' }),
          button(strings.keep, press(forgetList, { skip: 0 })),
        ],
      },
    ],
  };
}

/** A question as it is now: open, answered, or past its time. */
export function erasureCard(card: ErasureCard): View {
  const { erasure, reader } = card;
  const { erasure: strings } = stringsFor(reader);
  switch (erasure.state) {
    case 'asked':
      return openCard(card);
    case 'agreed':
      return {
        title: strings.agreed,
        blocks: [text(strings.agreedNext)],
      };
    case 'kept':
      if (card.isJoined) return { title: strings.joined, blocks: [text(strings.joinedNext)] };
      return {
        title:
          card.answeredBy && !card.isOwn
            ? strings.kept
            : strings.keptBy(card.answeredBy ?? strings.someone),
        blocks: [text(strings.expiredNext, 'quiet')],
      };
    case 'expired':
      return { title: strings.expired, blocks: [text(strings.expiredNext, 'quiet')] };
    case 'done':
      return erasedCard(reader);
  }
}

function openCard({ erasure, askedBy, may, isOwn, until, systems, reader }: ErasureCard): View {
  const { erasure: strings } = stringsFor(reader);
  const name = erasure.about?.name ?? '';
  const answer = (yes: 'yes' | 'no') => press(forgetAnswer, { id: erasure.id, yes });
  const keep = button(strings.keep, answer('no'));
  const erase = button(strings.erase, answer('yes'), { tone: 'danger' });
  return {
    title: isOwn ? strings.waits(name) : strings.asks(askedBy ?? strings.someone, name),
    blocks: [
      ...who(erasure),
      text(goes(erasure, reader)),
      text([strings.final, strings.openUntil(dayInWords(until, reader))].join(' '), 'caution'),
      ...(isOwn ? [text(strings.needs(may))] : []),
      ...stays(erasure, systems, reader),
      { kind: 'buttons', buttons: isOwn ? [keep] : [erase, keep] },
    ],
  };
}

/** A contact by their address and their customers: a name alone may be somebody else's. */
function who({ about }: ErasureCard['erasure']): Block[] {
  const known = joinByDots([about?.email ?? null, ...(about?.customers ?? [])]);
  return known === '' ? [] : [text(known)];
}

/** `14 contacts, 230 entries, 12 notes and posts in 4 channels.` */
function goes({ counts, subject }: ErasureCard['erasure'], reader: Reader): string {
  const { erasure: strings } = stringsFor(reader);
  const parts = Object.entries(strings.thing).flatMap(([thing, usual]) => {
    const n = counts[thing] ?? 0;
    if (n === 0) return [];
    const { contact, entry } = strings.ofContact;
    const own = { contact, entry }[thing];
    return [(subject === 'contact' && own ? own : usual)(n, count(n, reader))];
  });
  return parts.length === 0 ? strings.nothing : strings.goes(listAnd(parts));
}

function stays(
  { subject }: ErasureCard['erasure'],
  systems: readonly string[],
  reader: Reader,
): Block[] {
  const all = stringsFor(reader);
  const named = systems.map((id) => systemName(id, all));
  const lines = [
    ...(named.length > 0 ? [all.erasure.systems(listAnd(named))] : []),
    all.erasure.texts[subject],
    ...(subject === 'customer' ? [all.erasure.figures] : []),
  ];
  return lines.length > 0 ? [text(lines.join(' '), 'quiet')] : [];
}

/** Stands where something stood that was erased. */
export const erasedCard = (reader: Reader): View => ({
  title: stringsFor(reader).erasure.erased,
  blocks: [],
});

export interface DoneErasure {
  erasure: Pick<Erasure, 'subject' | 'counts' | 'proof' | 'state' | 'about' | 'askedAt' | 'id'>;
  askedBy: string | null;
  answeredBy: string | null;
  /** Messages that a platform does not let anybody edit. */
  unedited: number;
  systems: readonly string[];
  now: Date;
  reader: Reader;
}

/** To both, once nothing is left: it names nobody. */
export function doneErasureCard(done: DoneErasure): View {
  const { erasure, askedBy, answeredBy, unedited, systems, now, reader } = done;
  const all = stringsFor(reader);
  const { erasure: strings } = all;
  const named = systems.map((id) => systemName(id, all));
  return {
    title: strings.doneTitle[erasure.subject],
    blocks: [
      text(goes(erasure, reader)),
      text(strings.done(askedBy ?? strings.someone, answeredBy ?? strings.someone)),
      ...(unedited > 0
        ? [text(strings.unedited(unedited, count(unedited, reader)), 'caution')]
        : []),
      ...(named.length > 0 ? [text(strings.systems(listAnd(named)))] : []),
      text(strings.backups(exact(now, reader))),
      text(strings.answers, 'quiet'),
      ...(erasure.proof ? [text(strings.proof(erasure.proof), 'quiet')] : []),
    ],
  };
}

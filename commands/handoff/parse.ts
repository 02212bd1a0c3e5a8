import type { HandoffFields } from '../../cards/handoff/actions.ts';
import type { Reader } from '../../cards/view/format.ts';
import { type DueWords, dueAfterBy, dueWords } from '../parse/due-date.ts';

export interface HandoffWords extends Pick<HandoffFields, 'to' | 'reason' | 'promises' | 'by'> {
  /** The words that name the customer; empty where there are none. */
  customer: string;
}

/** Between quotes it joins them and says nothing. */
const JOINS = /^(?:and|[^\p{L}\p{N}]+)$/iu;

type Token = { kind: 'quoted' | 'plain'; text: string };

/** `acme @ben "moving to Berlin" by friday`, `acme onboarding signed, starts in May` → who, to whom, why, by when. `receivers` are departments and rotations; in a customer's room nobody has to be named before them. */
export function handoffWords(
  typed: string,
  {
    receivers,
    inRoom,
    after: named = null,
    reader,
  }: {
    receivers: readonly string[];
    inRoom: boolean;
    after?: string | null;
    reader: Reader;
  },
): HandoffWords {
  const tokens = tokensOf(typed);
  const at =
    named === null ? receiverAt(tokens, receivers, inRoom ? 0 : 1) : afterWords(tokens, named);
  const before = textOf(tokens.slice(0, at < 0 ? undefined : at))
    .replace(/\s+to$/i, '')
    .trim();
  if (at < 0) return { customer: before, to: '', reason: '', promises: [], by: '' };
  const to = (tokens[at]?.text ?? '').replace(/^@/, '').replace(/[,:]$/, '');
  const after = tokens.slice(at + 1);
  const quoted = after.filter(({ kind }) => kind === 'quoted').map(({ text }) => text);
  const [reason, ...promises] = quoted;
  if (reason !== undefined)
    return { customer: before, to, ...aroundReason(after, reason, reader), promises };
  const said = dueWords(textOf(after), reader);
  return {
    customer: before,
    to,
    reason: said.before,
    promises: [],
    by: said.due ?? said.unread ?? '',
  };
}

/** The words before and behind the quotes say by when; all others of them stay with the reason. */
function aroundReason(
  after: readonly Token[],
  reason: string,
  reader: Reader,
): Pick<HandoffWords, 'reason' | 'by'> {
  const first = after.findIndex(({ kind }) => kind === 'quoted');
  const plain = (tokens: readonly Token[]) =>
    dueAfterBy(
      textOf(tokens.filter(({ kind, text }) => kind === 'plain' && !JOINS.test(text))),
      reader,
    );
  const [lead, trail] = [plain(after.slice(0, first)), plain(after.slice(first))];
  const by = timeOf(trail) || timeOf(lead);
  // Two times: the last one counts, and the other stays to be read.
  const isTwice = timeOf(trail) && timeOf(lead);
  const words = [lead.before, isTwice ? `by ${timeOf(lead)}` : '', reason, trail.before];
  return { reason: words.filter(Boolean).join(' '), by };
}

const timeOf = ({ due, unread }: DueWords): string => due ?? unread ?? '';

/** The first word behind these: each is looked at once. */
function afterWords(tokens: readonly Token[], named: string): number {
  let length = -1;
  const at = tokens.findIndex(({ text }) => {
    const isThere = length === named.length;
    length += text.length + 1;
    return isThere;
  });
  return at >= 0 && textOf(tokens.slice(0, at)) === named ? at : -1;
}

/** Somebody mentioned wins over a word that is also a department's name: a customer may be called Support Heroes. */
function receiverAt(tokens: readonly Token[], receivers: readonly string[], first: number): number {
  const mentioned = tokens.findIndex(({ kind, text }) => kind === 'plain' && /^@./.test(text));
  if (mentioned >= 0) return mentioned;
  const named = (text: string) =>
    receivers.some((name) => name.toLowerCase() === text.toLowerCase().replace(/[,:]$/, ''));
  return tokens.findIndex(({ kind, text }, i) => i >= first && kind === 'plain' && named(text));
}

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(' ');

const tokensOf = (typed: string): Token[] =>
  [...typed.matchAll(/["“”„«]([^"“”„«»]*)["“”»]|([^\s"“”„«»]+)/g)].flatMap(
    ([, quoted, plain]): Token[] => {
      const text = (quoted ?? plain ?? '').trim();
      return text ? [{ kind: quoted === undefined ? 'plain' : 'quoted', text }] : [];
    },
  );

import type { HandoffFields } from '../../cards/handoff/actions.ts';
import { dueWords } from '../parse/due-date.ts';

export interface HandoffWords extends Pick<HandoffFields, 'to' | 'reason' | 'promises' | 'by'> {
  /** The words that name the customer; empty where there are none. */
  customer: string;
}

type Token = { kind: 'quoted' | 'plain'; text: string };

/** `acme @ben "moving to Berlin" by friday`, `acme onboarding signed, starts in May` → who, to whom, why, by when. `receivers` are departments and rotations; in a customer's room nobody has to be named before them. */
export function handoffWords(
  typed: string,
  {
    receivers,
    inRoom,
    after: named = null,
    now,
    zone,
  }: {
    receivers: readonly string[];
    inRoom: boolean;
    after?: string | null;
    now: Date;
    zone: string;
  },
): HandoffWords {
  const tokens = tokensOf(typed);
  const at =
    named === null
      ? receiverAt(tokens, receivers, inRoom ? 0 : 1)
      : tokens.findIndex((_, i) => textOf(tokens.slice(0, i)) === named);
  const before = textOf(tokens.slice(0, at < 0 ? undefined : at))
    .replace(/\s+to$/i, '')
    .trim();
  if (at < 0) return { customer: before, to: '', reason: '', promises: [], by: '' };
  const to = (tokens[at]?.text ?? '').replace(/^@/, '').replace(/[,:]$/, '');
  const after = tokens.slice(at + 1);
  const [reason, ...promises] = after
    .filter(({ kind }) => kind === 'quoted')
    .map(({ text }) => text);
  const plain = after
    .filter(({ kind }) => kind === 'plain')
    .map(({ text }) => text)
    .join(' ');
  if (reason !== undefined)
    return { customer: before, to, reason, promises, by: /\bby\s+(.+)$/i.exec(plain)?.[1] ?? '' };
  const said = dueWords(plain, { now, zone });
  return {
    customer: before,
    to,
    reason: said.before,
    promises: [],
    by: said.due ?? said.unread ?? '',
  };
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

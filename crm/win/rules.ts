import type { Money } from '../customer/customer.ts';
import type { DepartmentId, Person, PersonId } from '../person/person.ts';
import { DAY } from '../time/durations.ts';
import type { WinDraft } from './draft.ts';
import type { WIN_KINDS, Win } from './win.ts';

/** The rules of wins: which are the same, which are small, who may change one. credits.ts finds their people. */
export type WinKind = (typeof WIN_KINDS)[number];
export type Credit = Win['credits'][number];

const SAME_WITHIN = 14 * DAY;
/** So many amounts are needed before one of them can be called small or the biggest. */
const COMPARABLE = 5;
const BIGGEST_OF = 3;
const SMALL = 0.5;
const EDITS_APART = 10_000;
const GRACE = 2000;

/** The first instant of the calendar quarter, in UTC. */
export const quarterOf = (at: Date): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / 3) * 3, 1));

/**
 * Small ones are collected into one post a day: an amount under half the quarter's median. A win without a comparison is
 * not small: a save, an amount nobody told, a currency or a quarter with too few others.
 */
export function tierOf(
  win: Pick<Win, 'id' | 'kind' | 'money'>,
  quarter: readonly Win[],
): 'big' | 'small' {
  if (win.kind === 'save' || win.kind === 'turn-around') return 'big';
  if (!win.money) return win.kind === 'other' ? 'small' : 'big';
  const amounts = comparable(win, quarter).map(({ amount }) => amount);
  return amounts.length >= COMPARABLE && win.money.amount < SMALL * median(amounts)
    ? 'small'
    : 'big';
}

/** Its place among the amounts of its kind in the quarter so far, 1 for the biggest; null where there are too few, or it has none. */
export function rankOf(
  win: Pick<Win, 'id' | 'kind' | 'money'>,
  quarter: readonly Win[],
): number | null {
  const amounts = comparable(
    win,
    quarter.filter(({ kind }) => kind === win.kind),
  );
  const mine = win.money?.amount;
  if (mine === undefined || amounts.length < BIGGEST_OF) return null;
  return 1 + amounts.filter(({ amount }) => amount >= mine).length;
}

const comparable = (win: Pick<Win, 'id' | 'money'>, others: readonly Win[]): Money[] =>
  others.flatMap(({ id, state, money }) =>
    id !== win.id && state === 'posted' && money?.currency === win.money?.currency && money
      ? [money]
      : [],
  );

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] =
    sorted.length % 2 ? [sorted[half], sorted[half]] : [sorted[half - 1], sorted[half]];
  return (low + high) / 2;
}

type Comparable = Pick<Win, 'id' | 'customerId' | 'kind' | 'money' | 'about' | 'createdAt'>;

/** An earlier report of the same win: one record of the source, or one kind and amount, within two weeks. The newest of them. */
export function duplicateOf(win: Comparable, others: readonly Win[]): Win | null {
  const same = others.filter((other) => other.state === 'posted' && isSame(win, other));
  return same.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())[0] ?? null;
}

export function isSame(one: Comparable, other: Comparable): boolean {
  if (one.id === other.id || one.customerId !== other.customerId) return false;
  if (Math.abs(one.createdAt.getTime() - other.createdAt.getTime()) > SAME_WITHIN) return false;
  if (one.about !== null && other.about !== null) return one.about === other.about;
  return one.kind === other.kind && mayBeSameAmount(one, other);
}

/** An author who may not see amounts reports the same deal without one; other kinds are the same only by amount. */
function mayBeSameAmount(one: Comparable, other: Comparable): boolean {
  if (!one.money || !other.money) return one.kind !== 'other';
  return one.money.amount === other.money.amount && one.money.currency === other.money.currency;
}

export const sameSince = (at: Date): Date => new Date(at.getTime() - SAME_WITHIN);

/** `null` where nothing changes: thanked already, taken back, or nobody but oneself to thank. */
export function thank(win: Win, person: PersonId): Win | null {
  if (win.state === 'retracted' || win.kudos.includes(person)) return null;
  if (win.credits.every((credit) => credit.person === person)) return null;
  return next(win, { kudos: [...win.kudos, person] });
}

/** Adds people and, where none was told, the difference; null where all of that is there already. */
export function addTo(
  win: Win,
  { credits, difference }: Pick<Win, 'credits' | 'difference'>,
): Win | null {
  if (win.state === 'retracted') return null;
  const all = onceEach([...win.credits, ...credits]);
  if (all.length === win.credits.length && (win.difference !== null || difference === null))
    return null;
  return next(win, { credits: all, difference: win.difference ?? difference });
}

export const correct = (
  win: Win,
  told: Pick<Win, 'kind' | 'what' | 'difference' | 'money' | 'picture' | 'credits'>,
): Win | null =>
  win.state === 'retracted' ? null : next(win, { ...told, credits: onceEach(told.credits) });

export const retract = (win: Win): Win | null =>
  win.state === 'retracted' ? null : next(win, { state: 'retracted' });

/**
 * When the changes of these ten seconds are shown together, and what names that edit. Each edit reads the win as it is
 * by then. A press is stored a moment after its time was told, hence the grace.
 */
export function editAt(now: Date): { slot: number; after: Date } {
  const slot = Math.floor(now.getTime() / EDITS_APART);
  return { slot, after: new Date((slot + 1) * EDITS_APART + GRACE) };
}

/** The author, and whoever manages. */
export const mayChange = (
  win: Pick<Win, 'author'>,
  { id, role }: Pick<Person, 'id' | 'role'>,
): boolean => win.author === id || role !== 'member';

/** One line a person, the first that was told of them. */
export const onceEach = (credits: readonly Credit[]): Credit[] =>
  [...new Map([...credits].reverse().map((credit) => [credit.person, credit])).values()].reverse();

export const newlyCredited = (
  before: Pick<Win, 'credits'> | null,
  { credits }: Pick<Win, 'credits'>,
): PersonId[] =>
  credits
    .map(({ person }) => person)
    .filter((person) => !before?.credits.some((credit) => credit.person === person));

const next = (win: Win, change: Partial<Win>): Win => ({
  ...win,
  ...change,
  version: win.version + 1,
});

/** Departments that had a part in the wins of another one. */
export interface Help {
  to: DepartmentId;
  from: DepartmentId[];
}

/**
 * Which departments helped which: a win is at home with its author, where credited, else with who is named first. By
 * name and never by number, since who helps most is no contest.
 */
export function helpAcross(
  wins: readonly Win[],
  departmentOf: (person: PersonId) => DepartmentId | null,
): Help[] {
  const found = new Map<DepartmentId, Set<DepartmentId>>();
  for (const { author, credits, state } of wins) {
    const home = departmentOf(
      credits.some(({ person }) => person === author) ? author : (credits[0]?.person ?? author),
    );
    if (state !== 'posted' || home === null) continue;
    const from = credits
      .flatMap(({ person }) => departmentOf(person) ?? [])
      .filter((id) => id !== home);
    if (from.length > 0) found.set(home, new Set([...(found.get(home) ?? []), ...from]));
  }
  const byName = (one: string, other: string) => one.localeCompare(other, 'en');
  return [...found]
    .map(([to, from]) => ({ to, from: [...from].sort(byName) }))
    .sort((one, other) => byName(one.to, other.to));
}

export const newWin = (
  {
    id,
    customerId,
    kind,
    what,
    difference,
    money,
    picture,
    credits,
    about,
    at,
  }: Omit<WinDraft, 'offered' | 'another'>,
  author: PersonId,
): Win => ({
  id,
  customerId,
  author,
  kind,
  what,
  difference,
  money,
  picture,
  credits: onceEach(credits),
  about,
  version: 1,
  createdAt: at,
  state: 'posted',
  kudos: [],
});

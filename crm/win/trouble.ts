import type { BusinessHistory, DealHistory } from '../store/business-history.ts';
import { DAY } from '../time/durations.ts';
import type { Entry } from '../timeline/entry.ts';
import type { WinKind } from './rules.ts';

/** A hard time with a customer that is over: what a save or a turn-around is about. */
export interface Trouble {
  kind: Extract<WinKind, 'save' | 'turn-around'>;
  from: Date;
  until: Date;
}

const LATELY = 60 * DAY;
const JUST_NOW = 14 * DAY;
/** As the stages are called here, in which changes of a stage are written down. */
const [AT_RISK, LIVE_AGAIN] = [/at[- ]risk\s*$/i, /at[- ]risk\W+(?:live|onboarding)\b/i];

/** Hard times that ended lately, the newest first: an urgent ticket solved, a customer who came back, one no longer at risk. */
export function troubles(
  { tickets, churns, subscriptions }: BusinessHistory,
  entries: readonly Pick<Entry, 'at' | 'kind' | 'title'>[],
  now: Date,
): Trouble[] {
  const urgent = tickets.filter(isUrgent);
  const hard = isStillHard(tickets)
    ? []
    : urgent.flatMap(({ openedAt, solvedAt }): Trouble[] =>
        solvedAt ? [{ kind: 'turn-around', from: openedAt, until: solvedAt }] : [],
      );
  const left = churns.filter(({ reactivation }) => !reactivation);
  const back = [
    ...churns.filter(({ reactivation }) => reactivation).map(({ at }) => at),
    ...subscriptions.map(({ startedOn }) => new Date(startedOn)),
  ];
  const returned = left.flatMap(({ at }): Trouble[] => {
    const [until] = back
      .filter((again) => again > at)
      .sort((one, other) => one.getTime() - other.getTime());
    return until ? [{ kind: 'save', from: at, until }] : [];
  });
  return [...hard, ...returned, ...risks(entries)]
    .filter(({ until }) => until <= now && now.getTime() - until.getTime() < LATELY)
    .sort((one, other) => other.until.getTime() - one.until.getTime());
}

type Urgency = Pick<BusinessHistory['tickets'][number], 'priority' | 'escalated' | 'solvedAt'>;

const isUrgent = ({ priority, escalated }: Omit<Urgency, 'solvedAt'>): boolean =>
  priority === 'urgent' || escalated;

/** With an urgent ticket open nothing is turned around yet. */
export const isStillHard = (tickets: readonly Urgency[]): boolean =>
  tickets.some((ticket) => isUrgent(ticket) && ticket.solvedAt === null);

function risks(entries: readonly Pick<Entry, 'at' | 'kind' | 'title'>[]): Trouble[] {
  const changes = entries.filter(({ kind }) => kind === 'change');
  return changes
    .filter(({ title }) => LIVE_AGAIN.test(title))
    .flatMap(({ at }): Trouble[] => {
      const [began] = changes
        .filter((change) => change.at < at && AT_RISK.test(change.title))
        .sort((one, other) => other.at.getTime() - one.at.getTime());
      return [{ kind: 'save', from: began?.at ?? new Date(at.getTime() - LATELY), until: at }];
    });
}

/** The deal that was won lately. */
export function wonLately({ deals }: BusinessHistory, now: Date): DealHistory | null {
  const won = deals.filter(
    ({ status, closedAt }) =>
      status === 'won' &&
      closedAt !== null &&
      closedAt <= now &&
      now.getTime() - closedAt.getTime() < LATELY / 2,
  );
  return (
    won.sort(
      (one, other) => (other.closedAt?.getTime() ?? 0) - (one.closedAt?.getTime() ?? 0),
    )[0] ?? null
  );
}

/** The kind of win that the records show, before its author has said anything. */
export function kindByRecords(
  deal: DealHistory | null,
  [trouble]: readonly Trouble[],
  now: Date,
): WinKind {
  if (deal) return isRenewal(deal) ? 'renewal' : 'deal';
  return trouble && now.getTime() - trouble.until.getTime() < JUST_NOW ? trouble.kind : 'other';
}

export const isRenewal = ({ origin }: Pick<DealHistory, 'origin'>): boolean =>
  /renew/i.test(origin ?? '');

import type { PersonId } from '../person/person.ts';
import { type Access, sees } from '../policy/policy.ts';
import type {
  LateHandoff,
  OpenPromise,
  OpenTicket,
  Overview,
  UnpaidInvoice,
} from '../store/customers.ts';
import { type Day, daysBetween } from '../time/day.ts';
import { DAY } from '../time/durations.ts';
import { unansweredLetters } from '../timeline/touch.ts';
import { failedPayment } from './failed-payment.ts';
import type { SignalRule } from './rule.ts';
import { ruleOf } from './rules.ts';
import type { Detail } from './signal.ts';
import { silence } from './silence.ts';
import { UNANSWERED_DAYS, unansweredLetter } from './unanswered-letter.ts';
import { settingOf } from './watch.ts';

/** Reasons for care before somebody reaches out, most pressing first. */
export type Warning =
  /** The one that is late longest. */
  | { kind: 'broken-promise'; promise: OpenPromise & { dueOn: Day }; others: number }
  /** Offered, due, and nobody accepted it. */
  | { kind: 'late-handoff'; handoff: LateHandoff }
  | { kind: 'urgent-tickets'; tickets: readonly OpenTicket[] }
  | { kind: 'late-invoice'; invoice: UnpaidInvoice; daysLate: number; others: number }
  /** Letters of the customer since the last touch; `since` is the oldest one's. */
  | { kind: 'unanswered'; count: number; by: string | null; since: Date }
  | { kind: 'just-contacted'; by: string; at: Date }
  | { kind: 'silent'; days: number; renewsOn: Day | null }
  /** `urgentTickets` are those of all that look alike. */
  | { kind: 'look-alike'; name: string; others: number; urgentTickets: number }
  /** A rule found it, and none of the others says it. */
  | { kind: 'signal'; rule: SignalRule; detail: Detail };

/** A second call within two days of a colleague's is one that the customer notices. */
const JUST = 2 * DAY;

/** `me`: whose own contacts need no mention, null for many readers. `today` is the reader's calendar day: what is due is a matter of days, not of hours. */
export function warningsFor(
  overview: Overview,
  { me, access, now, today }: { me: PersonId | null; access: Access; now: Date; today: Day },
): Warning[] {
  const live = [
    ...brokenPromises(overview, today),
    ...urgentTickets(overview),
    ...lateHandoff(overview),
    ...(sees(access, 'invoices') ? lateInvoice(overview, today) : []),
    ...unanswered(overview, now),
    ...justContacted(overview, me, now),
    ...silent(overview, now),
    ...lookAlike(overview),
  ];
  const signals = standing(overview, access).filter(({ rule, detail }) => {
    const { onCard } = rule;
    return (
      !onCard ||
      onCard.unless?.(detail) ||
      (!onCard.always && !live.some(({ kind }) => kind === onCard.line))
    );
  });
  return [...live, ...signals].toSorted((one, other) => rankOf(one) - rankOf(other));
}

const RANKS: readonly Warning['kind'][] = [
  'broken-promise',
  'urgent-tickets',
  'late-handoff',
  'late-invoice',
  'unanswered',
  'just-contacted',
  'signal',
  'silent',
  'look-alike',
];

/** Reasons to hold an offer go before silence, and other signals after it. */
const rankOf = (warning: Warning): number =>
  warning.kind === 'signal' && !warning.rule.holds
    ? RANKS.indexOf('silent') + 0.5
    : RANKS.indexOf(warning.kind);

/** The signals that this reader may know of. */
function standing({ signals }: Overview, access: Access): Extract<Warning, { kind: 'signal' }>[] {
  return signals.flatMap(({ rule: id, detail }) => {
    const rule = ruleOf(id);
    return rule && sees(access, rule.field) ? [{ kind: 'signal' as const, rule, detail }] : [];
  });
}

/** Reasons to make no offer now, by the rules that found them; empty where nothing speaks against it. */
export const holdsOf = (overview: Overview, access: Access): SignalRule[] =>
  standing(overview, access)
    .map(({ rule }) => rule)
    .filter(({ holds }) => holds);

function brokenPromises({ promises }: Overview, today: Day): Warning[] {
  const broken = promises.flatMap((promise) =>
    promise.dueOn !== null && promise.dueOn < today ? [{ ...promise, dueOn: promise.dueOn }] : [],
  );
  const [promise] = broken;
  return promise ? [{ kind: 'broken-promise', promise, others: broken.length - 1 }] : [];
}

const lateHandoff = ({ lateHandoff: handoff }: Overview): Warning[] =>
  handoff ? [{ kind: 'late-handoff', handoff }] : [];

function urgentTickets({ openTickets }: Overview): Warning[] {
  const tickets = openTickets.filter(({ priority }) => priority === 'urgent');
  return tickets.length === 0 ? [] : [{ kind: 'urgent-tickets', tickets }];
}

function lateInvoice({ unpaid, signalRules }: Overview, today: Day): Warning[] {
  const { threshold } = settingOf(failedPayment, signalRules);
  const late = unpaid
    .filter(({ dueOn, money }) => daysBetween(dueOn, today) >= threshold && money.amount > 0)
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
  const [invoice] = late;
  return invoice
    ? [
        {
          kind: 'late-invoice',
          invoice,
          daysLate: daysBetween(invoice.dueOn, today),
          others: late.length - 1,
        },
      ]
    : [];
}

/** From a day on, as long as the letter is one that still waits and not one of a past year. */
function unanswered({ newest, signalRules }: Overview, now: Date): Warning[] {
  const letters = unansweredLetters(newest);
  const oldest = letters.at(-1);
  const age = oldest ? now.getTime() - oldest.at.getTime() : 0;
  if (
    !oldest ||
    age < settingOf(unansweredLetter, signalRules).threshold * DAY ||
    age > UNANSWERED_DAYS * DAY
  )
    return [];
  return [{ kind: 'unanswered', count: letters.length, by: oldest.contact, since: oldest.at }];
}

function justContacted({ lastTouch: touch }: Overview, me: PersonId | null, now: Date): Warning[] {
  if (!touch || touch.personId === me || now.getTime() - touch.at.getTime() > JUST) return [];
  return [{ kind: 'just-contacted', by: touch.person, at: touch.at }];
}

function silent({ lastTouch, customer, signalRules }: Overview, now: Date): Warning[] {
  if (!lastTouch || customer.stage === 'churned' || customer.stage === 'lead') return [];
  const days = Math.floor((now.getTime() - lastTouch.at.getTime()) / DAY);
  return days < settingOf(silence, signalRules).threshold
    ? []
    : [{ kind: 'silent', days, renewsOn: customer.renewsOn }];
}

function lookAlike({ lookAlikes: [first, ...others] }: Overview): Warning[] {
  if (!first) return [];
  const urgentTickets = [first, ...others].reduce((sum, one) => sum + one.urgentTickets, 0);
  return [{ kind: 'look-alike', name: first.name, others: others.length, urgentTickets }];
}

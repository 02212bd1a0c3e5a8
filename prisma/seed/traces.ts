import { clockOfMinutes } from '../../crm/time/clock.ts';
import type { Clock } from './calendar.ts';
import type { Random } from './random.ts';
import type { RecordBuilder } from './record-builder.ts';

/** Traces that customers leave without a talk: sessions in the product, pages read, e-mails opened. */
export interface UsageStory {
  /** Days ago. */
  days: number;
  feature: string;
  uses: number;
  errors?: number;
  seconds?: number;
  /** The failure, mentioned once. */
  error?: string;
}

/**
 * A day's use of one feature, and every session of it as an entry where `sessions` says so: the product keeps single
 * sessions for two weeks and only the day's sums after that.
 */
export function usage(
  builder: RecordBuilder,
  clock: Clock,
  told: UsageStory & { sessions?: Random },
): void {
  const { days, feature, uses, errors = 0, sessions } = told;
  const id = builder.id('day');
  builder.add({
    kind: 'usage-day',
    source: 'product',
    externalId: id,
    customer: builder.company.ids.product,
    day: clock.day(-days),
    feature,
    uses,
    seconds: told.seconds ?? uses * 540,
    errors,
  });
  if (!sessions) return;
  const every = Math.floor(560 / uses);
  for (let nth = 0; nth < uses; nth++) {
    const failed = nth < errors;
    // From nine to twenty past six, evenly and a little off; today's mornings are short.
    const start = 540 + every * (nth + 1) - sessions.between(0, Math.max(0, every - 1));
    builder.tell({
      at:
        days === 0
          ? clock.ago(0, clockOfMinutes(420 + Math.floor(start / 10)))
          : clock.ago(days, clockOfMinutes(start), builder.company.city.zone),
      kind: 'usage',
      channel: 'product',
      direction: 'inbound',
      source: 'product',
      title: failed ? `Session in ${feature}, 1 error` : `Session in ${feature}`,
      body: `${sessions.between(3, 26)} minutes${failed ? `. ${told.error ?? 'A report took too long and was stopped'}` : ''}`,
      record: { kind: 'usage-day', id },
    });
  }
}

/** A month's use in one line, as the product reports it on the first of the next one. */
export function usageReport(
  builder: RecordBuilder,
  clock: Clock,
  {
    days,
    sessions,
    errors,
    feature,
  }: { days: number; sessions: number; errors: number; feature: string },
): void {
  builder.tell({
    at: clock.ago(days, '06:10'),
    kind: 'usage',
    channel: 'product',
    direction: 'inbound',
    source: 'product',
    title: `${sessions} sessions in four weeks, ${errors === 1 ? '1 error' : `${errors} errors`}`,
    body: `Most used: ${feature}`,
  });
}

export function visit(builder: RecordBuilder, at: Date, page: string, body?: string): void {
  builder.tell({
    at,
    kind: 'visit',
    channel: 'web',
    direction: 'inbound',
    source: 'marketing',
    title: `Read ${page}`,
    body,
  });
}

export function openLetter(
  builder: RecordBuilder,
  at: Date,
  letter: string,
  campaign?: string,
): void {
  builder.tell({
    at,
    kind: 'campaign',
    channel: 'email',
    direction: 'inbound',
    source: 'marketing',
    title: `Opened "${letter}"`,
    ...(campaign && { record: { kind: 'campaign', id: campaign } as const }),
  });
}

export function signup(
  builder: RecordBuilder,
  at: Date,
  told: { title: string; body?: string; campaign?: string },
): void {
  builder.tell({
    at,
    kind: 'signup',
    channel: 'web',
    direction: 'inbound',
    source: 'marketing',
    title: told.title,
    body: told.body,
    ...(told.campaign && { record: { kind: 'campaign', id: told.campaign } as const }),
  });
}

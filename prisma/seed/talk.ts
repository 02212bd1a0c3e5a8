import type { Money } from '../../crm/customer/customer.ts';
import type { Direction, Visibility } from '../../crm/timeline/entry.ts';
import { money } from './companies.ts';
import { type Colleague, emailOf } from './people.ts';
import type { RecordBuilder } from './record-builder.ts';

export interface Talk {
  by: Colleague;
  title: string;
  body?: string | undefined;
  contact?: number | undefined;
  direction?: Direction | undefined;
  visibility?: Visibility | undefined;
}

export function call(
  builder: RecordBuilder,
  at: Date,
  { minutes, title, ...talk }: Talk & { minutes: number },
): void {
  builder.tell({
    at,
    kind: 'call',
    channel: 'call',
    contact: 0,
    title: `Call ${minutes} min, ${title}`,
    ...talk,
  });
}

export function meeting(builder: RecordBuilder, at: Date, talk: Talk): void {
  builder.tell({ at, kind: 'meeting', channel: 'meeting', contact: 0, ...talk });
}

/** An e-mail from one of us, or with `direction: 'inbound'` from the contact to one of us. */
export function mail(builder: RecordBuilder, at: Date, talk: Talk): void {
  builder.tell({ at, kind: 'email', channel: 'email', contact: 0, ...talk });
}

export function note(builder: RecordBuilder, at: Date, talk: Talk): void {
  builder.tell({ at, kind: 'note', channel: 'note', direction: 'internal', ...talk });
}

export function task(builder: RecordBuilder, at: Date, talk: Talk): void {
  builder.tell({ at, kind: 'task', channel: 'system', direction: 'internal', ...talk });
}

export function handoff(builder: RecordBuilder, at: Date, talk: Talk): void {
  builder.tell({ at, kind: 'handoff', channel: 'system', direction: 'internal', ...talk });
}

export function win(builder: RecordBuilder, at: Date, talk: Talk & { money?: Money }): void {
  builder.tell({ at, kind: 'win', channel: 'system', direction: 'internal', ...talk });
}

/** A field of the customer changed in the CRM. */
export function change(builder: RecordBuilder, at: Date, talk: Talk): void {
  builder.tell({ at, kind: 'change', channel: 'system', direction: 'internal', ...talk });
}

export interface DealStory {
  name: string;
  by: Colleague;
  opened: Date;
  closed?: Date | undefined;
  status: 'open' | 'won' | 'lost';
  stage: string;
  /** Whole units a year, in the customer's currency. */
  worth: number;
  origin?: string | undefined;
  product?: string | undefined;
  /** The words that people wrote at the opening and the closing. */
  why?: string | undefined;
  outcome?: string | undefined;
}

/** The deal, its opening and, unless it is open, its end. */
export function deal(builder: RecordBuilder, told: DealStory): void {
  const { name, by, opened, closed, status, stage, worth } = told;
  const id = builder.id('deal');
  const price = money(worth, builder.company.currency);
  builder.add({
    kind: 'deal',
    source: 'crm',
    externalId: id,
    customer: builder.company.ids.crm,
    name,
    status,
    stage,
    money: price,
    owner: emailOf(by),
    origin: told.origin ?? null,
    product: told.product ?? null,
    openedAt: opened,
    closedAt: closed ?? null,
  });
  const entry = {
    kind: 'deal',
    channel: 'system',
    direction: 'internal',
    by,
    money: price,
    record: { kind: 'deal', id },
    link: `https://crm.example/deals/${id}`,
  } as const;
  builder.tell({ ...entry, at: opened, title: `Deal opened: ${name}`, body: told.why });
  if (closed)
    builder.tell({ ...entry, at: closed, title: `Deal ${status}: ${name}`, body: told.outcome });
}

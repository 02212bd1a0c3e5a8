import type { Money } from '../../crm/customer/customer.ts';
import type { Direction, Visibility } from '../../crm/timeline/entry.ts';
import { money } from './companies.ts';
import { type Colleague, emailOf } from './people.ts';
import type { Pen } from './record-builder.ts';

export interface Talk {
  by: Colleague;
  title: string;
  body?: string | undefined;
  contact?: number | undefined;
  direction?: Direction | undefined;
  visibility?: Visibility | undefined;
}

export function call(
  pen: Pen,
  at: Date,
  { minutes, title, ...talk }: Talk & { minutes: number },
): void {
  pen.tell({
    at,
    kind: 'call',
    channel: 'call',
    contact: 0,
    title: `Call ${minutes} min, ${title}`,
    ...talk,
  });
}

export function meeting(pen: Pen, at: Date, talk: Talk): void {
  pen.tell({ at, kind: 'meeting', channel: 'meeting', contact: 0, ...talk });
}

/** An e-mail from one of us, or with `direction: 'inbound'` from the contact to one of us. */
export function mail(pen: Pen, at: Date, talk: Talk): void {
  pen.tell({ at, kind: 'email', channel: 'email', contact: 0, ...talk });
}

export function note(pen: Pen, at: Date, talk: Talk): void {
  pen.tell({ at, kind: 'note', channel: 'note', direction: 'internal', ...talk });
}

export function task(pen: Pen, at: Date, talk: Talk): void {
  pen.tell({ at, kind: 'task', channel: 'system', direction: 'internal', ...talk });
}

export function handoff(pen: Pen, at: Date, talk: Talk): void {
  pen.tell({ at, kind: 'handoff', channel: 'system', direction: 'internal', ...talk });
}

export function win(pen: Pen, at: Date, talk: Talk & { money?: Money }): void {
  pen.tell({ at, kind: 'win', channel: 'system', direction: 'internal', ...talk });
}

/** A field of the customer changed in the CRM. */
export function change(pen: Pen, at: Date, talk: Talk): void {
  pen.tell({ at, kind: 'change', channel: 'system', direction: 'internal', ...talk });
}

export interface DealTold {
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
  /** What people wrote at the opening and the closing. */
  why?: string | undefined;
  outcome?: string | undefined;
}

/** The deal, its opening and, unless it is open, its end. */
export function deal(pen: Pen, told: DealTold): void {
  const { name, by, opened, closed, status, stage, worth } = told;
  const id = pen.id('deal');
  const price = money(worth, pen.company.currency);
  pen.add({
    kind: 'deal',
    source: 'crm',
    externalId: id,
    customer: pen.company.ids.crm,
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
  pen.tell({ ...entry, at: opened, title: `Deal opened: ${name}`, body: told.why });
  if (closed)
    pen.tell({ ...entry, at: closed, title: `Deal ${status}: ${name}`, body: told.outcome });
}

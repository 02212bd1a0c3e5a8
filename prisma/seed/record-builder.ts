import type { BusinessRecord } from '../../crm/customer/business-records.ts';
import type { Money } from '../../crm/customer/customer.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import type { Channel, Direction, Kind, RecordKind, Visibility } from '../../crm/timeline/entry.ts';
import { type Company, contactId, type System } from './companies.ts';
import { type Colleague, emailOf, type Team, teamOf } from './people.ts';

/** An entry of the demo, described only by its unusual fields. */
export interface BuiltEntry {
  at: Date;
  kind: Kind;
  channel: Channel;
  title: string;
  body?: string | undefined;
  /** The colleague; the entry belongs to their department unless another is named. */
  by?: Colleague | undefined;
  department?: Team | undefined;
  /** Outbound, unless told. */
  direction?: Direction | undefined;
  /** The crm, unless told. */
  source?: System | undefined;
  /** Which of the customer's contacts: 0 is the first. Only the crm knows contacts. */
  contact?: number | undefined;
  money?: Money | undefined;
  visibility?: Visibility | undefined;
  record?: { kind: RecordKind; id: string } | undefined;
  /** The source's id for it; the builder invents one where it does not matter. */
  id?: string | undefined;
  link?: string | undefined;
}

/** Writes down one customer's year. Ids are given in the order of writing, so the same story has the same ids. */
export interface RecordBuilder {
  company: Company;
  /** The first contact's name, then the second's… */
  who(nth?: number): string;
  id(prefix: string): string;
  tell(told: BuiltEntry): void;
  add(record: BusinessRecord): void;
  records: readonly SourceRecord[];
}

export function recordBuilderFor(company: Company): RecordBuilder {
  const records: SourceRecord[] = [];
  let written = 0;
  const id = (prefix: string) => `${prefix}-${company.ids.crm.slice(2)}-${++written}`;

  function tell({ at, kind, channel, title, body, by, source = 'crm', ...rest }: BuiltEntry): void {
    const externalId = rest.id ?? id(PREFIX[source]);
    records.push({
      kind: 'entry',
      source,
      externalId,
      customer: company.ids[source],
      at,
      department: rest.department ?? (by ? teamOf(by) : HOME_TEAM[source]),
      channel,
      direction: rest.direction ?? 'outbound',
      entryKind: kind,
      title,
      body: body ?? null,
      person: by ? emailOf(by) : null,
      contact:
        rest.contact === undefined || source !== 'crm' ? null : contactId(company, rest.contact),
      money: rest.money ?? null,
      link: rest.link ?? (source === 'crm' ? `https://crm.example/activities/${externalId}` : null),
      visibility: rest.visibility ?? 'everyone',
      record: rest.record ?? null,
    });
  }

  return {
    company,
    records,
    id,
    tell,
    who: (nth = 0) => company.contacts[nth]?.name ?? company.contacts[0]?.name ?? company.name,
    add: (record) => records.push(record),
  };
}

const PREFIX: Readonly<Record<System, string>> = {
  crm: 'act',
  helpdesk: 'case',
  billing: 'bill',
  product: 'use',
  marketing: 'mkt',
};
const HOME_TEAM: Readonly<Record<System, Team>> = {
  crm: 'sales',
  helpdesk: 'support',
  billing: 'finance',
  product: 'product',
  marketing: 'marketing',
};

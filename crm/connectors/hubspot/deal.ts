import type { SourceRecord } from '../../customer/records.ts';
import { entryId, entryOf, entryParts } from '../entry.ts';
import { moneyOf } from '../money.ts';
import type { HubspotObject } from './objects.ts';
import { dateOf, isTrue } from './property.ts';
import type { Reading } from './reading.ts';

export function dealOf(
  { id, properties, createdAt }: HubspotObject,
  company: string | null,
  { source, setting }: Reading,
): SourceRecord[] {
  const name = properties['dealname'] || `Deal ${id}`;
  const owner = properties['hubspot_owner_id'] || null;
  const stage = setting.stageOf(
    'deals',
    properties['pipeline'] ?? null,
    properties['dealstage'] ?? null,
  );
  const isClosed = isTrue(properties['hs_is_closed']) || Boolean(stage?.isClosed);
  const won = isTrue(properties['hs_is_closed_won']) ? 'won' : 'lost';
  const status = isClosed ? won : 'open';
  const openedAt = dateOf(properties['createdate']) ?? createdAt;
  const closedAt = isClosed ? dateOf(properties['closedate']) : null;
  const money = moneyOf(
    properties['amount'],
    properties['deal_currency_code'] || setting.account.currency,
  );
  const entry = {
    ...entryParts({ source, setting }, owner),
    channel: 'system' as const,
    entryKind: 'deal' as const,
    money,
    record: { kind: 'deal' as const, id },
  };
  return [
    {
      kind: 'deal',
      source,
      externalId: id,
      customer: company,
      name,
      status,
      stage: stage?.label ?? null,
      money,
      owner,
      origin: properties['hs_analytics_source'] || null,
      product: null,
      openedAt,
      closedAt,
    },
    ...entryOf(entry, company, {
      externalId: entryId('deals', id, 'opened'),
      at: openedAt,
      title: `Deal opened: ${name}`,
    }),
    ...entryOf(entry, closedAt && company, {
      externalId: entryId('deals', id, 'closed'),
      at: closedAt,
      title: `Deal ${won}: ${name}`,
    }),
  ];
}

import type { TicketRecord } from '../../customer/business-records.ts';
import type { SourceRecord } from '../../customer/records.ts';
import { textOfHtml } from '../../text/html.ts';
import type { Channel } from '../../timeline/entry.ts';
import { entryId, entryOf, entryParts } from '../entry.ts';
import type { HubspotObject } from './objects.ts';
import { dateOf } from './property.ts';
import type { Reading } from './reading.ts';

const PRIORITIES: Readonly<Record<string, TicketRecord['priority']>> = {
  LOW: 'low',
  HIGH: 'high',
  URGENT: 'urgent',
};

const TICKET_CHANNELS: Readonly<Record<string, Channel>> = {
  EMAIL: 'email',
  PHONE: 'call',
  CHAT: 'chat',
  FORM: 'web',
};

export function ticketOf(
  { id, properties, createdAt }: HubspotObject,
  company: string | null,
  { source, setting }: Reading,
): SourceRecord[] {
  const subject = properties['subject'] || `Ticket ${id}`;
  const owner = properties['hubspot_owner_id'] || null;
  const stage = setting.stageOf(
    'tickets',
    properties['hs_pipeline'] ?? null,
    properties['hs_pipeline_stage'] ?? null,
  );
  const openedAt = dateOf(properties['createdate']) ?? createdAt;
  const closed = dateOf(properties['closed_date']);
  // Some tickets were closed before they were opened, so nobody knows how long they took.
  const solvedAt = stage?.isClosed && closed && closed >= openedAt ? closed : null;
  const entry = {
    ...entryParts({ source, setting }, owner),
    department: 'support',
    channel: TICKET_CHANNELS[properties['source_type'] ?? ''] ?? ('web' as const),
    entryKind: 'ticket' as const,
    record: { kind: 'ticket' as const, id },
  };
  return [
    {
      kind: 'ticket',
      source,
      externalId: id,
      customer: company,
      subject,
      status: stage?.isClosed ? 'solved' : 'open',
      priority: PRIORITIES[properties['hs_ticket_priority'] ?? ''] ?? 'normal',
      owner,
      openedAt,
      firstResponseAt: dateOf(properties['first_agent_reply_date']),
      solvedAt,
      escalated: false,
      satisfaction: null,
    },
    ...entryOf({ ...entry, direction: 'inbound', person: null }, company, {
      externalId: entryId('tickets', id, 'opened'),
      at: openedAt,
      title: `Ticket opened: ${subject}`,
      body: textOfHtml(properties['content'] ?? '') || null,
    }),
    ...entryOf(entry, solvedAt && company, {
      externalId: entryId('tickets', id, 'closed'),
      at: solvedAt,
      title: `Ticket solved: ${subject}`,
    }),
  ];
}

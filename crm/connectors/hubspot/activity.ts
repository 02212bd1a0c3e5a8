import type { EntryRecord, SourceRecord } from '../../customer/records.ts';
import { textOfHtml } from '../../text/html.ts';
import { entryId, entryOf, entryParts } from '../entry.ts';
import type { HubspotObject, ObjectType } from './objects.ts';
import { keyOfText } from './our-text.ts';
import { dateOf } from './property.ts';
import type { Read, Reading } from './reading.ts';

type Activity = Exclude<
  ObjectType,
  'companies' | 'contacts' | 'deals' | 'tickets' | 'feedback_submissions'
>;

export function activityOf(
  type: Activity,
  { object, company, files }: Omit<Read, 'type' | 'company'> & { company: string },
  { source, setting }: Reading,
): SourceRecord[] {
  const { id, properties } = object;
  const owner = properties['hubspot_owner_id'] || null;
  const html = properties[BODIES[type]] ?? '';
  const words = type === 'emails' ? html.trim() : textOfHtml(html);
  // Our own notes and tasks stand on the timeline already.
  if (keyOfText(words) !== null) return [];
  const title = properties[TITLES[type] ?? ''] || firstLine(words) || NAMELESS[type];
  const isDone = properties['hs_task_status'] === 'COMPLETED';
  const at =
    type === 'tasks'
      ? (isDone && dateOf(properties['hs_task_completion_date'])) || object.createdAt
      : (dateOf(properties['hs_timestamp']) ?? object.createdAt);
  const entry = {
    ...entryParts({ source, setting }, owner),
    ...KINDS[type],
    direction: directionOf(type, object),
  };
  const state = isDone ? 'Task done' : 'Task';
  return entryOf(entry, company, {
    externalId: entryId(type, id, null),
    at,
    title: type === 'tasks' ? `${state}: ${title}` : title,
    body: [words !== title && words, ...files].filter(Boolean).join('\n') || null,
  });
}

const BODIES: Readonly<Record<Activity, string>> = {
  calls: 'hs_call_body',
  emails: 'hs_email_text',
  meetings: 'hs_meeting_body',
  notes: 'hs_note_body',
  tasks: 'hs_task_body',
};
const TITLES: Partial<Record<Activity, string>> = {
  calls: 'hs_call_title',
  emails: 'hs_email_subject',
  meetings: 'hs_meeting_title',
  tasks: 'hs_task_subject',
};
const NAMELESS: Readonly<Record<Activity, string>> = {
  calls: 'Call',
  emails: 'E-mail without a subject',
  meetings: 'Meeting',
  notes: 'Note',
  tasks: 'Task',
};
const KINDS = {
  calls: { channel: 'call', entryKind: 'call' },
  emails: { channel: 'email', entryKind: 'email' },
  meetings: { channel: 'meeting', entryKind: 'meeting' },
  notes: { channel: 'note', entryKind: 'note' },
  tasks: { channel: 'system', entryKind: 'task' },
} as const satisfies Record<Activity, Pick<EntryRecord, 'channel' | 'entryKind'>>;

function directionOf(type: Activity, { properties }: HubspotObject): EntryRecord['direction'] {
  if (type === 'notes' || type === 'tasks') return 'internal';
  const said = properties['hs_call_direction'] ?? properties['hs_email_direction'];
  return said === 'INBOUND' || said === 'INCOMING_EMAIL' ? 'inbound' : 'outbound';
}

const firstLine = (words: string): string => words.split('\n')[0]?.slice(0, 120) ?? '';

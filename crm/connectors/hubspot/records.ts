import type { ChangePage, Deletion, OwnNote } from '../../connector.ts';
import type { SourceRecord } from '../../customer/records.ts';
import { ENTRY_PARTS, entryId, withOthers } from '../entry.ts';
import { activityOf } from './activity.ts';
import { contactOf, customerOf } from './company.ts';
import { dealOf } from './deal.ts';
import type { HubspotObject, ObjectType } from './objects.ts';
import { keyOfHtml, wordsOfHtml } from './our-text.ts';
import type { Read, Reading } from './reading.ts';
import { surveyAnswerOf } from './survey.ts';
import { ticketOf } from './ticket.ts';

/** The part of a page that one or several objects make. */
export type Changes = Required<Pick<ChangePage, 'upserts' | 'merges' | 'deletions' | 'ownNotes'>>;

export const NOTHING: Changes = { upserts: [], merges: [], deletions: [], ownNotes: [] };

/** An object as it is now, and what became part of it. Nothing is made of one that says too little. */
export function changesBy(read: Read, reading: Reading): Changes {
  const { type, object } = read;
  const upserts = withOthers(recordsOf(read, reading), read.others);
  const gone = (object.properties['hs_merged_object_ids'] ?? '')
    .split(';')
    .map((id) => id.trim())
    .filter((id) => id !== '' && id !== object.id);
  const merged = type === 'contacts' ? gone.flatMap((id) => deletionsOf(type, id)) : [];
  // Without a company any more, it is nobody's here.
  const left = upserts.length === 0 ? deletionsOf(type, object.id) : [];
  return {
    upserts,
    merges: type === 'companies' ? gone.map((from) => ({ from, into: object.id })) : [],
    deletions: [...merged, ...left],
    ownNotes: type === 'notes' ? ownNoteOf(object) : [],
  };
}

function ownNoteOf({ id, properties }: HubspotObject): OwnNote[] {
  const html = properties[BODY];
  return keyOfHtml(html) === null ? [] : [{ id, text: wordsOfHtml(html) }];
}

const BODY = 'hs_note_body';

function recordsOf(
  { type, object, company, others, files }: Read,
  reading: Reading,
): SourceRecord[] {
  if (type === 'companies') return [customerOf(object, reading)];
  if (type === 'contacts') return contactOf(object, company, reading);
  if (type === 'deals') return dealOf(object, company, reading);
  if (type === 'tickets') return ticketOf(object, company, reading);
  if (type === 'feedback_submissions') return surveyAnswerOf(object, company, reading);
  return company === null ? [] : activityOf(type, { object, company, others, files }, reading);
}

/** Everything that was made of an object which is gone now. */
export function deletionsOf(type: ObjectType, id: string): Deletion[] {
  if (type === 'companies') return [{ kind: 'customer', externalId: id }];
  if (type === 'contacts') return [{ kind: 'contact', externalId: id }];
  const entries = ENTRY_PARTS.map((part) => ({
    kind: 'entry' as const,
    externalId: entryId(type, id, part),
  }));
  if (type === 'deals') return [{ kind: 'deal', externalId: id }, ...entries.slice(0, 2)];
  if (type === 'tickets') return [{ kind: 'ticket', externalId: id }, ...entries.slice(0, 2)];
  if (type === 'feedback_submissions')
    return [{ kind: 'survey-answer', externalId: id }, ...entries.slice(2)];
  return entries.slice(2);
}

/** One page: each record is on it once, as the last object that tells of it says. */
export function together(told: readonly Changes[]): Changes {
  const merges = new Map(told.flatMap((one) => one.merges).map((merge) => [merge.from, merge]));
  return {
    upserts: told.flatMap((one) => one.upserts),
    merges: [...merges.values()],
    deletions: told.flatMap((one) => one.deletions),
    ownNotes: told.flatMap((one) => one.ownNotes),
  };
}

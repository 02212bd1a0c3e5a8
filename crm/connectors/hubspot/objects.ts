import { z } from 'zod';
import type { HubspotAnswer, HubspotClient } from './client.ts';
import { VERSION } from './client.ts';

/** HubSpot's kinds of objects that are read, in their order: whose records others belong to comes first. */
export const OBJECT_TYPES = [
  'companies',
  'contacts',
  'deals',
  'tickets',
  'feedback_submissions',
  'calls',
  'emails',
  'meetings',
  'notes',
  'tasks',
] as const;
/** The property of an activity with the ids of its files, semicolons between. */
export const FILES = 'hs_attachment_ids';
export type ObjectType = (typeof OBJECT_TYPES)[number];

/** The properties that are read of each kind; those that a company adds by its configuration come on top. */
export const PROPERTIES: Readonly<Record<ObjectType, readonly string[]>> = {
  companies: [
    'name',
    'domain',
    'city',
    'country',
    'industry',
    'lifecyclestage',
    'hubspot_owner_id',
    'hs_merged_object_ids',
    'hs_v2_date_entered_customer',
    'createdate',
  ],
  contacts: [
    'firstname',
    'lastname',
    'jobtitle',
    'email',
    'phone',
    'mobilephone',
    'hs_merged_object_ids',
  ],
  deals: [
    'dealname',
    'dealstage',
    'pipeline',
    'amount',
    'deal_currency_code',
    'closedate',
    'createdate',
    'hs_is_closed',
    'hs_is_closed_won',
    'hubspot_owner_id',
    'hs_analytics_source',
  ],
  tickets: [
    'subject',
    'content',
    'hs_pipeline',
    'hs_pipeline_stage',
    'hs_ticket_priority',
    'createdate',
    'closed_date',
    'first_agent_reply_date',
    'source_type',
    'hubspot_owner_id',
  ],
  feedback_submissions: [
    'hs_survey_type',
    'hs_survey_name',
    'hs_value',
    'hs_content',
    'hs_submission_timestamp',
  ],
  calls: [
    'hs_timestamp',
    'hs_call_title',
    'hs_call_body',
    'hs_call_direction',
    'hubspot_owner_id',
    FILES,
  ],
  emails: [
    'hs_timestamp',
    'hs_email_subject',
    'hs_email_text',
    'hs_email_direction',
    'hubspot_owner_id',
    FILES,
  ],
  meetings: ['hs_timestamp', 'hs_meeting_title', 'hs_meeting_body', 'hubspot_owner_id', FILES],
  notes: ['hs_timestamp', 'hs_note_body', 'hubspot_owner_id', FILES],
  tasks: [
    'hs_timestamp',
    'hs_task_subject',
    'hs_task_body',
    'hs_task_status',
    'hs_task_completion_date',
    'hs_createdate',
    'hubspot_owner_id',
    FILES,
  ],
};

/** The property that says when an object was changed last. Contacts have a name of their own for it. */
export const modifiedOf = (type: ObjectType): string =>
  type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';

export const HubspotObject = z.object({
  id: z.coerce.string().min(1),
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
  archived: z.boolean().default(false),
  archivedAt: z.coerce.date().optional(),
});
export type HubspotObject = z.output<typeof HubspotObject>;

export const Page = z.object({
  results: z.array(HubspotObject),
  paging: z.object({ next: z.object({ after: z.coerce.string() }).optional() }).optional(),
});

/** HubSpot takes so many ids in one call. */
export const BATCH = 100;

export const objectsPath = (type: ObjectType, rest = ''): string =>
  `/crm/objects/${VERSION}/${type}${rest}`;

/** Every object of a kind, by its id, a page after the other. */
export const listObjects = (
  client: HubspotClient,
  type: ObjectType,
  query: {
    properties: readonly string[];
    after: string | undefined;
    archived: boolean;
  },
): Promise<HubspotAnswer<z.output<typeof Page>>> =>
  client.send(Page, {
    path: objectsPath(type),
    query: { ...query, properties: query.properties.join(','), limit: BATCH },
  });

/** Objects by their ids; those that are gone are left out, as HubSpot does. */
export async function readObjects(
  client: HubspotClient,
  type: ObjectType,
  { ids, properties }: { ids: readonly string[]; properties: readonly string[] },
): Promise<HubspotObject[]> {
  const { body } = await client.send(Page, {
    method: 'POST',
    path: objectsPath(type, '/batch/read'),
    body: { inputs: ids.slice(0, BATCH).map((id) => ({ id })), properties },
  });
  return body.results;
}

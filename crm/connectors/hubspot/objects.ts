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
  calls: ['hs_timestamp', 'hs_call_title', 'hs_call_body', 'hs_call_direction', 'hubspot_owner_id'],
  emails: [
    'hs_timestamp',
    'hs_email_subject',
    'hs_email_text',
    'hs_email_direction',
    'hubspot_owner_id',
  ],
  meetings: ['hs_timestamp', 'hs_meeting_title', 'hs_meeting_body', 'hubspot_owner_id'],
  notes: ['hs_timestamp', 'hs_note_body', 'hubspot_owner_id'],
  tasks: [
    'hs_timestamp',
    'hs_task_subject',
    'hs_task_body',
    'hs_task_status',
    'hs_task_completion_date',
    'hs_createdate',
    'hubspot_owner_id',
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
const BATCH = 100;

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

const Associations = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.coerce.string() }),
      to: z.array(
        z.object({
          toObjectId: z.coerce.string(),
          associationTypes: z.array(z.object({ typeId: z.number(), label: z.string().nullish() })),
        }),
      ),
      paging: z.object({ next: z.object({ after: z.coerce.string() }).optional() }).optional(),
    }),
  ),
});

export interface Association {
  to: string;
  /** The one of several that HubSpot shows first. */
  isPrimary: boolean;
}

/** HubSpot calls the primary company of a contact, a deal and a ticket so. */
const PRIMARY = new Set([1, 5, 26]);

/** The objects that each of these objects goes with; HubSpot tells a hundred of one at a time. */
export async function associationsOf(
  client: HubspotClient,
  { from, to }: { from: ObjectType; to: ObjectType },
  ids: readonly string[],
): Promise<Map<string, Association[]>> {
  const found = new Map<string, Association[]>();
  let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }));
  while (inputs.length > 0) {
    const { body } = await client.send(Associations, {
      method: 'POST',
      path: `/crm/associations/${VERSION}/${from}/${to}/batch/read`,
      body: { inputs: inputs.slice(0, BATCH) },
    });
    const further = body.results.flatMap(({ from: { id }, to: targets, paging }) => {
      const known = found.get(id) ?? [];
      const news = targets
        .map(({ toObjectId, associationTypes }) => ({
          to: toObjectId,
          isPrimary: associationTypes.some(({ typeId }) => PRIMARY.has(typeId)),
        }))
        .filter((one) => !known.some((other) => other.to === one.to));
      found.set(id, [...known, ...news]);
      const after = paging?.next?.after;
      // Some calls of HubSpot's give the first page again, whatever is asked for: nothing new is the end.
      return after && news.length > 0 ? [{ id, after }] : [];
    });
    inputs = [...inputs.slice(BATCH), ...further];
  }
  return found;
}

/** The company of each of these objects: the primary one, or else that of the contact whom it is of. */
export async function companiesOf(
  client: HubspotClient,
  type: ObjectType,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (type === 'companies' || ids.length === 0) return new Map();
  const companies = firstOf(await associationsOf(client, { from: type, to: 'companies' }, ids));
  const without = ids.filter((id) => !companies.has(id));
  if (type !== 'feedback_submissions' || without.length === 0) return companies;
  const contacts = firstOf(await associationsOf(client, { from: type, to: 'contacts' }, without));
  const theirs = await companiesOf(client, 'contacts', [...new Set(contacts.values())]);
  for (const [id, contact] of contacts) {
    const company = theirs.get(contact);
    if (company) companies.set(id, company);
  }
  return companies;
}

const firstOf = (all: ReadonlyMap<string, readonly Association[]>): Map<string, string> =>
  new Map(
    [...all].flatMap(([id, known]) => {
      const first = known.find(({ isPrimary }) => isPrimary) ?? known[0];
      return first ? [[id, first.to] as const] : [];
    }),
  );

import { z } from 'zod';
import { type HubspotClient, VERSION } from './client.ts';
import { BATCH, type ObjectType } from './objects.ts';

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

/** The companies of an object: the primary one, and the others. */
export interface Companies {
  company: string;
  others: readonly string[];
}

/** The companies of each of these objects; of an answer to a survey without any, those of the contact whom it is of. */
export async function companiesOf(
  client: HubspotClient,
  type: ObjectType,
  ids: readonly string[],
): Promise<Map<string, Companies>> {
  if (type === 'companies' || ids.length === 0) return new Map();
  const companies = primaryFirst(
    await associationsOf(client, { from: type, to: 'companies' }, ids),
  );
  const without = ids.filter((id) => !companies.has(id));
  if (type !== 'feedback_submissions' || without.length === 0) return companies;
  const contacts = primaryFirst(
    await associationsOf(client, { from: type, to: 'contacts' }, without),
  );
  const people = [...contacts.values()].map(({ company: contact }) => contact);
  const theirs = await companiesOf(client, 'contacts', [...new Set(people)]);
  for (const [id, { company: contact }] of contacts) {
    const known = theirs.get(contact);
    if (known) companies.set(id, known);
  }
  return companies;
}

const primaryFirst = (all: ReadonlyMap<string, readonly Association[]>): Map<string, Companies> =>
  new Map(
    [...all].flatMap(([id, known]) => {
      const first = known.find(({ isPrimary }) => isPrimary) ?? known[0];
      if (!first) return [];
      const others = known.filter(({ to }) => to !== first.to).map(({ to }) => to);
      return [[id, { company: first.to, others }] as const];
    }),
  );

import { z } from 'zod';
import type { FoundCustomer } from '../../connector.ts';
import { domainOf } from '../../matching/addresses.ts';
import { fold } from '../../matching/names.ts';
import type { TrytonClient } from './client.ts';
import { nameOfParty } from './party.ts';
import { Id } from './values.ts';

const MOST = 20;
/** A word may stand in many parties' names; the best of these are given. */
const LOOKED_AT = 200;

const Parties = z.array(z.object({ id: Id, name: z.string().nullable() }));
type Parties = z.output<typeof Parties>;
const Mechanisms = z.array(z.object({ party: Id, value: z.string().nullable() }));

/** Active parties by name, website or e-mail. */
export async function findParties(client: TrytonClient, query: string): Promise<FoundCustomer[]> {
  const words = query.trim().slice(0, 200);
  if (words === '') return [];
  const reached = await byMechanism(client, words);
  const found = [
    ...(await partiesBy(client, [['id', 'in', reached]])),
    ...(words.includes('@') ? [] : await partiesBy(client, [['name', 'ilike', like(words)]])),
  ];
  const rank = ({ id, name }: Parties[number]): number =>
    Math.min(reached.includes(id) ? 1 : UNLIKE, rankOf(name ?? '', words));
  const each = [...new Map(found.map((party) => [party.id, party])).values()];
  return each
    .filter((party) => rank(party) < UNLIKE)
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, MOST)
    .map((party) => ({ customer: String(party.id), name: nameOfParty(party), url: null }));
}

const partiesBy = (client: TrytonClient, domain: readonly unknown[]): Promise<Parties> =>
  client.call(Parties, {
    model: 'party.party',
    method: 'search_read',
    params: [domain, 0, LOOKED_AT, [['name', 'ASC']], ['name']],
  });

/** The parties whose e-mail this is, or whose website or e-mail has this domain. */
async function byMechanism(client: TrytonClient, words: string): Promise<Id[]> {
  const domain = domainOf(words);
  if (domain === null) return [];
  const isAddress = words.includes('@');
  const types = isAddress ? ['email'] : ['website', 'email'];
  const found = await client.call(Mechanisms, {
    model: 'party.contact_mechanism',
    method: 'search_read',
    params: [
      [
        ['type', 'in', types],
        ['value', 'ilike', like(isAddress ? words : domain)],
      ],
      0,
      LOOKED_AT,
      null,
      ['party', 'value'],
    ],
  });
  const fits = (value: string): boolean =>
    isAddress ? value.toLowerCase() === words.toLowerCase() : domainOf(value) === domain;
  return found.filter(({ value }) => value !== null && fits(value)).map(({ party }) => party);
}

/** Signs that mean something in a pattern stand for any sign; what is found is looked at again. */
const like = (words: string): string => `%${words.replace(/[%_\\]/g, '_')}%`;

const UNLIKE = 9;

/** The best match is 0. */
function rankOf(name: string, words: string): number {
  const [folded, asked] = [fold(name), fold(words)];
  if (folded === asked) return 0;
  if (folded.startsWith(asked)) return 2;
  return folded.includes(asked) ? 3 : UNLIKE;
}

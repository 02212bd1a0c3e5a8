import { z } from 'zod';
import { trytonClient } from '../../crm/connectors/tryton/client.ts';
import { openTryton } from '../../crm/connectors/tryton/definition.ts';
import { ourText } from '../../crm/connectors/tryton/our-text.ts';
import type { WritableConnector } from '../../crm/note/target-connector.ts';
import type { TrytonServer } from './server.ts';

const Ids = z.array(z.number());
const Notes = z.array(z.object({ id: z.number(), resource: z.string(), message: z.string() }));

export const USER = { login: 'rapport-bot', password: 'Only4tests-Zwyx' };

/** Somebody who sits at Tryton and may do everything there. */
export function administrator(server: TrytonServer) {
  const client = trytonClient('the administrator', server);
  const call = <Schema extends z.ZodType>(
    schema: Schema,
    model: string,
    [method, ...params]: [string, ...unknown[]],
  ) => client.call(schema, { model, method, params, context: { active_test: false } });
  const createAll = (model: string, values: readonly object[]) =>
    call(Ids, model, ['create', values]);
  async function create(model: string, values: object): Promise<number> {
    const [id] = await createAll(model, [values]);
    if (id === undefined) throw new Error(`Tryton makes no ${model}`);
    return id;
  }
  return {
    create,
    createAll,
    search: (model: string, domain: readonly unknown[]) =>
      call(Ids, model, ['search', domain, 0, null, null]),
    write: (model: string, ids: readonly number[], values: object) =>
      call(z.null(), model, ['write', ids, values]),
    remove: (model: string, ids: readonly number[]) => call(z.null(), model, ['delete', ids]),
    async notes(parties: readonly string[]) {
      const resources = parties.map((id) => `party.party,${id}`);
      const fields = ['resource', 'message'];
      const domain = [['resource', 'in', resources]];
      const found = await call(Notes, 'ir.note', ['search_read', domain, 0, null, null, fields]);
      return found.map(({ id, resource, message }) => ({
        id: String(id),
        customer: resource.split(',')[1] ?? '',
        body: ourText(message)?.text ?? message,
        message,
      }));
    },
    /** Presses "Replace" in Tryton's wizard. */
    async replace(source: number, destination: number): Promise<void> {
      const wizard = (method: string, ...params: unknown[]) =>
        client.call(z.unknown(), { model: 'party.replace', method, params, type: 'wizard' });
      const [session] = z
        .tuple([z.number()])
        .rest(z.unknown())
        .parse(await wizard('create'));
      const asked = { ask: { source, destination } };
      await wizard('execute', session, asked, 'replace');
      await wizard('delete', session);
    },
  };
}
export type Administrator = ReturnType<typeof administrator>;

/** A company with two users, one of whom the connector is. Once per database: further ones find it. */
export async function furnish(admin: Administrator) {
  const { create, search } = admin;
  const [known] = await search('res.user', [['login', '=', USER.login]]);
  if (known !== undefined) return furnishedBefore(admin, known);
  const currency = { name: 'Euro', symbol: '€', code: 'EUR', digits: 2, rounding: decimal('0.01') };
  const ours = await create('party.party', { name: 'Rapport Ltd' });
  const company = await create('company.company', {
    party: ours,
    currency: await create('currency.currency', currency),
  });
  // A user sees and makes the opportunities of their own company.
  await admin.write('res.user', await search('res.user', [['login', '=', 'admin']]), {
    companies: [['add', [company]]],
    company,
  });
  const groups = await search('res.group', [['name', '=', 'Sale Opportunity']]);
  const ana = await create('party.party', { name: 'Ana Ruiz' });
  const employee = await create('company.employee', { party: ana, company });
  const employs = { companies: [['add', [company]]], company, employees: [['add', [employee]]] };
  const users = [
    await create('res.user', {
      name: 'Ana Ruiz',
      login: 'ana',
      email: 'ana@rapport.example',
      ...employs,
      employee,
    }),
    await create('res.user', {
      name: 'Rapport',
      login: USER.login,
      password: USER.password,
      groups: [['add', groups]],
      companies: [['add', [company]]],
      company,
    }),
  ];
  return { company, employee, users: users.map(String) as [string, string] };
}

async function furnishedBefore({ search }: Administrator, known: number) {
  const one = async (model: string, domain: readonly unknown[]): Promise<number> =>
    (await search(model, domain))[0] ?? 0;
  const ana = await one('res.user', [['login', '=', 'ana']]);
  return {
    company: await one('company.company', []),
    employee: await one('company.employee', []),
    users: [String(ana), String(known)] as [string, string],
  };
}

export const decimal = (digits: string) => ({ __class__: 'Decimal', decimal: digits });

export async function addParty(
  { create, search }: Administrator,
  { name, domain, email }: { name: string; domain: string; email: string },
): Promise<{ party: number; contact: number }> {
  const party = await create('party.party', {
    name,
    addresses: [['create', [{ city: 'Hamburg' }]]],
    contact_mechanisms: [
      [
        'create',
        [
          { type: 'website', value: `https://www.${domain}/` },
          { type: 'email', value: email, name: 'Dana Fox' },
        ],
      ],
    ],
  });
  const [contact = 0] = await search('party.contact_mechanism', [
    ['party', '=', party],
    ['type', '=', 'email'],
  ]);
  return { party, contact };
}

export const connect = (
  { database }: TrytonServer,
  url: string,
  { pageSize = 100, password = USER.password } = {},
): WritableConnector =>
  openTryton(
    {
      TRYTON_URL: url,
      TRYTON_DATABASE: database,
      TRYTON_USER: USER.login,
      TRYTON_PASSWORD: password,
    },
    { id: 'tryton', name: 'Tryton' },
    { pageSize, retries: { tries: 1, firstWait: 1, longestWait: 1 } },
  );

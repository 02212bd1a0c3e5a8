import { z } from 'zod';
import type { TrytonClient } from './client.ts';
import { ALL } from './models.ts';
import { Id } from './values.ts';

/** Of the database as a whole: its records are read with it. */
export interface Setting {
  /** The models that its modules bring, of those that may be missing. */
  has: { opportunities: boolean };
  /** Parties that are the company itself or its employees, and so no customers. */
  own: ReadonlySet<Id>;
  /** The user who is an employee, by the employee's number. */
  userOf(employee: Id | null): string | null;
}

const OPTIONAL = ['sale.opportunity', 'company.company', 'company.employee'] as const;
const Models = z.array(z.object({ model: z.string() }));
const OfParty = z.array(z.object({ party: Id }));
const OfUser = z.array(z.object({ id: Id, employees: z.array(Id) }));

export async function readSetting(client: TrytonClient): Promise<Setting> {
  const read = <Schema extends z.ZodType>(
    schema: Schema,
    model: string,
    [domain, fields]: [readonly unknown[], readonly string[]],
  ) =>
    client.call(schema, {
      model,
      method: 'search_read',
      params: [domain, 0, null, null, fields],
      context: ALL,
    });
  const found = await read(Models, 'ir.model', [[['model', 'in', OPTIONAL]], ['model']]);
  const has = new Set(found.map(({ model }) => model));
  const parties = OPTIONAL.slice(1).filter((model) => has.has(model));
  const own = await Promise.all(parties.map((model) => read(OfParty, model, [[], ['party']])));
  const users = has.has('company.employee')
    ? await read(OfUser, 'res.user', [[['employees', '!=', null]], ['employees']])
    : [];
  const userOf = new Map(users.flatMap(({ id, employees }) => employees.map((one) => [one, id])));
  return {
    has: { opportunities: has.has('sale.opportunity') },
    own: new Set(own.flat().map(({ party }) => party)),
    userOf: (employee) => String(userOf.get(employee ?? 0) ?? '') || null,
  };
}

import { stringsFor } from '../cards/strings.ts';
import { isAdministrator } from '../crm/policy/policy.ts';
import { Problem } from '../crm/problem.ts';
import type { Context } from './command.ts';

/** Refuses anybody else, on record. */
export async function administratorsOnly(
  { person, reader, audit }: Context,
  command: string,
): Promise<void> {
  if (isAdministrator(person)) return;
  await audit({
    action: 'refused',
    customer: null,
    detail: { why: 'not-an-administrator', command },
  });
  throw new Problem('administrators-only', { ...stringsFor(reader).admin.only, reopens: false });
}

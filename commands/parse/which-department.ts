import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { departmentName } from '../../cards/view/names.ts';
import { fold } from '../../crm/matching/names.ts';
import type { Department, DepartmentId } from '../../crm/person/person.ts';
import type { Context } from '../command.ts';

type Here = Pick<Context, 'store' | 'reader'>;

/** The department with this id, its own name, or the name that cards show; null where there is none. */
export async function departmentNamed(
  typed: string,
  { store, reader }: Here,
): Promise<DepartmentId | null> {
  return departmentCalled(typed, await store.people.departments(), reader);
}

/** The same, of departments that were read before. */
export function departmentCalled(
  typed: string,
  departments: readonly Department[],
  reader: Reader,
): DepartmentId | null {
  const asked = fold(typed.trim());
  const strings = stringsFor(reader);
  const found = departments.find(({ id, name }) =>
    [id, name, departmentName(id, strings)].some((called) => fold(called) === asked),
  );
  return found?.id ?? null;
}

/** The colleagues whose things a list shows. */
export type Whose =
  | { kind: 'mine' | 'everyone' }
  | { kind: 'department'; department: DepartmentId };

const EVERYONE = /^(?:all|every|everyone|everybody|open)(?:['’]s)?$/i;
const MINE = /^(?:mine|(?:of )?(?:mine|my own)|me|i|you)$/i;
const OURS = /^(?:ours|we|us|(?:of )?(?:my|our) (?:department|team)(?:['’]s)?|team|department)$/i;

/** `mine`, `ours`, `all`, `support`; null for other words. */
export async function whoseOf(
  words: string,
  context: Here & Pick<Context, 'person'>,
): Promise<Whose | null> {
  if (EVERYONE.test(words)) return { kind: 'everyone' };
  if (MINE.test(words)) return { kind: 'mine' };
  const department = OURS.test(words)
    ? context.person.department
    : await departmentNamed(words, context);
  return department === null ? null : { kind: 'department', department };
}

import type { Department, DepartmentId, Person } from '../../crm/person/person.ts';
import type { Context } from '../command.ts';
import { isOrdinary } from '../parse/ordinary-words.ts';
import { colleaguesNamed } from '../parse/which-colleague.ts';
import { departmentCalled } from '../parse/which-department.ts';
import { isKnown } from './topic/asks.ts';

/** So many words of one message are looked for among the colleagues, of whom each look reads all. */
const LOOKED_FOR = 8;
/** A shorter word is no name. */
const SHORTEST = 3;

/** For one message: its departments are read once, and each word is looked for once. */
interface Read {
  departments: Promise<readonly Department[]>;
  colleagues: Map<string, Promise<Person | null>>;
}
const read = new WeakMap<Context, Read>();

function readFor(context: Context): Read {
  const found = read.get(context) ?? {
    departments: context.store.people.departments(),
    colleagues: new Map(),
  };
  read.set(context, found);
  return found;
}

/** The department that a word of a message names. */
export const departmentIn = async (word: string, context: Context): Promise<DepartmentId | null> =>
  departmentCalled(word.replace(/^@/, ''), await readFor(context).departments, context.reader);

/** The one colleague whom a word of a message names; null where it names nobody, or several. */
export async function colleagueNamed(word: string, context: Context): Promise<Person | null> {
  const { colleagues } = readFor(context);
  const known = colleagues.get(word);
  if (known) return known;
  if (!mayName(word) || colleagues.size >= LOOKED_FOR) return null;
  const found = colleaguesNamed(word, context).then(([person, another]) =>
    person && !another ? person : null,
  );
  colleagues.set(word, found);
  return found;
}

/** The one colleague or the department whom a word of a message names. */
export const somebodyNamed = async (
  word: string,
  context: Context,
): Promise<Person | DepartmentId | null> =>
  (await departmentIn(word, context)) ?? colleagueNamed(word, context);

const mayName = (word: string): boolean =>
  word.startsWith('@') || (word.length >= SHORTEST && !isOrdinary(word) && !isKnown(word));

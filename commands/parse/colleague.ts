import { stringsFor } from '../../cards/strings.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context } from '../command.ts';
import { whichColleague } from './which-colleague.ts';

/** The one colleague that is meant; a `Problem` where it is nobody or several. "me" is who asks. */
export async function theColleague(
  ref: string,
  context: Pick<Context, 'store' | 'reader' | 'person'>,
): Promise<Person> {
  const { problem } = stringsFor(context.reader).task;
  if (/^(?:@?me|myself)$/i.test(ref.trim())) return context.person;
  const found = await whichColleague(ref, context);
  if (found === 'nobody') throw new Problem('unknown-colleague', problem.nobody(ref));
  if (Array.isArray(found))
    throw new Problem(
      'which-colleague',
      problem.several(
        ref,
        found.map(({ name, email }) => `${name} (${email})`),
      ),
    );
  return found;
}

import { stringsFor } from '../../cards/strings.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context } from '../command.ts';
import { whichColleague } from './which-colleague.ts';

/** The one colleague meant, where there is nothing to choose with: who is meant has to be said more exactly. */
export async function oneColleague(ref: string, context: Context): Promise<Person> {
  const { handoff: strings } = stringsFor(context.reader);
  const found = await whichColleague(ref, context);
  if (found === 'nobody') throw new Problem('unknown-colleague', strings.colleague(ref));
  if (Array.isArray(found))
    throw new Problem(
      'several-colleagues',
      strings.several(
        ref,
        found.map(({ name }) => name),
      ),
    );
  return found;
}

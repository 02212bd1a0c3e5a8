import {
  connectAsRapport,
  connectEnd,
  connectOff,
  connectPeople,
  connectShow,
} from '../../cards/connection/actions.ts';
import { ownAccountsCard } from '../../cards/connection/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { systemName } from '../../cards/view/names.ts';
import { listCommas } from '../../cards/view/plural.ts';
import type { ConsentSystem } from '../../crm/connection/consents.ts';
import { Problem } from '../../crm/problem.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { writeAsRapport } from './as-rapport.ts';
import { disconnect } from './disconnect.ts';
import { endFor, listConnected } from './people.ts';

export const connect = defineCommand({
  name: 'connect',
  listed: 'late',
  usage: 'connect [off]',
  summary: 'Write to the CRM in your own name, with your own account there',
  examples: ['connect', 'connect off'],
  anywhere: true,
  args: CommandInput,
  async run(input, context) {
    const { words, isOff } = parse(input);
    const systems = isOff ? await ownSystems(context) : offered(context);
    const isAll = words === '' || systems.length === 0;
    const meant = isAll ? systems : namedBy(words, systems, context);
    return isOff ? disconnect(meant, context) : show(meant, context);
  },
  actions: [
    on(connectShow, (_, context) => show(offered(context), context)),
    on(connectOff, ({ source }, context) => disconnect([systemOf(source, context)], context)),
    on(connectAsRapport, ({ writeBack }, context) => writeAsRapport(writeBack, context), {
      writes: true,
    }),
    on(connectPeople, ({ skip }, context) => listConnected(context, { skip })),
    on(connectEnd, endFor),
  ],
});

/** `off`, a system's name, or both. */
function parse(input: CommandInput): { words: string; isOff: boolean } {
  const words = inputText(input).toLowerCase().split(/\s+/).filter(Boolean);
  return { words: words.filter((word) => word !== 'off').join(' '), isOff: words.includes('off') };
}

function namedBy(
  words: string,
  systems: readonly ConsentSystem[],
  { reader }: Context,
): readonly ConsentSystem[] {
  const meant = systems.filter(({ id, name }) => [id, name.toLowerCase()].includes(words));
  if (meant.length > 0) return meant;
  const names = listCommas(systems.map(({ name }) => name));
  throw new Problem('unknown-system', stringsFor(reader).connection.unknown(words, names));
}

/** Each can be ended, though its system may be offered or connected no more. */
const ownSystems = async (context: Context): Promise<readonly ConsentSystem[]> =>
  (await context.store.connections.of(context.person.id)).map(({ source }) =>
    systemOf(source, context),
  );

const systemOf = (source: string, { connectors, reader }: Context): ConsentSystem => ({
  id: source,
  name: connectors.find(({ id }) => id === source)?.name ?? systemName(source, stringsFor(reader)),
});

function offered({ consents, reader }: Context): readonly ConsentSystem[] {
  if (consents.systems.length > 0) return consents.systems;
  throw new Problem('no-consent', stringsFor(reader).connection.nowhere);
}

async function show(
  systems: readonly ConsentSystem[],
  { consents, store, person, reader }: Context,
): Promise<Reply> {
  const accounts = await Promise.all(
    systems.map(async (system) => {
      const key = { person: person.id, source: system.id };
      const connection = await store.connections.get(key);
      const isOn = connection?.endedAt === null;
      return { ...system, connection, page: isOn ? null : await consents.pageFor(key) };
    }),
  );
  return { kind: 'answer', view: ownAccountsCard({ accounts, reader }) };
}

import {
  connectAsRapport,
  connectEnd,
  connectOff,
  connectPeople,
  connectShow,
} from '../../cards/connection/actions.ts';
import { ownAccountsCard } from '../../cards/connection/card.ts';
import { stringsFor } from '../../cards/strings.ts';
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
  run: (input, context) => {
    const { systems, isOff } = parse(input, context);
    return isOff ? disconnect(systems, context) : show(systems, context);
  },
  actions: [
    on(connectShow, (_, context) => show(offered(context), context)),
    on(connectOff, ({ source }, context) => disconnect([named(source, context)], context)),
    on(connectAsRapport, ({ writeBack }, context) => writeAsRapport(writeBack, context), {
      writes: true,
    }),
    on(connectPeople, ({ skip }, context) => listConnected(context, { skip })),
    on(connectEnd, endFor),
  ],
});

/** `off`, a system's name, or both. */
function parse(
  input: CommandInput,
  context: Context,
): { systems: readonly ConsentSystem[]; isOff: boolean } {
  const { connection: strings } = stringsFor(context.reader);
  const words = inputText(input).toLowerCase().split(/\s+/).filter(Boolean);
  const isOff = words.includes('off');
  const rest = words.filter((word) => word !== 'off').join(' ');
  const systems = isOff ? connectedSystems(context) : offered(context);
  if (rest === '') return { systems, isOff };
  const meant = systems.filter(({ id, name }) => [id, name.toLowerCase()].includes(rest));
  if (meant.length === 0)
    throw new Problem(
      'unknown-system',
      strings.unknown(rest, listCommas(systems.map(({ name }) => name))),
    );
  return { systems: meant, isOff };
}

/** Each of them can be ended, though it may be offered no more. */
const connectedSystems = ({ connectors }: Context): readonly ConsentSystem[] =>
  connectors.map(({ id, name }) => ({ id, name }));

const named = (source: string, context: Context): ConsentSystem =>
  connectedSystems(context).find(({ id }) => id === source) ?? { id: source, name: source };

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

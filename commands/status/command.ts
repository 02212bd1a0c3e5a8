import { statusRetry, statusShow } from '../../cards/status/actions.ts';
import { type StatusShown, statusCard } from '../../cards/status/card.ts';
import { faultsOf, mayTryAgain, unreachedMessages } from '../../crm/status/rules.ts';
import { administratorsOnly } from '../administrators-only.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { tryAgain } from './try-again.ts';

export const status = defineCommand({
  name: 'status',
  listed: 'late',
  usage: 'status',
  summary: 'What failed, what is late, and what to do about it; for administrators',
  examples: ['status'],
  phrases: [
    'is (everything|all|rapport) running|working|healthy',
    'is the sync|import|connection running|working|healthy|down|broken',
    'what has failed [lately]',
    'is anything broken|down|failing',
    'does everything work|run',
    'has anything failed [lately]',
  ],
  readsOnly: true,
  args: CommandInput,
  async run(_, context) {
    await administratorsOnly(context, 'status');
    return show(context);
  },
  actions: [
    on(statusShow, async (_, context) => {
      await administratorsOnly(context, 'status');
      return show(context);
    }),
    on(
      statusRetry,
      async (_, context) => {
        await administratorsOnly(context, 'status');
        return show(context, (await tryAgain(context)) ? 'again' : 'nothing');
      },
      { writes: true },
    ),
  ],
});

async function show(
  { store, connectors, chats, now, reader }: Context,
  tried: StatusShown['tried'] = null,
): Promise<Reply> {
  const facts = await store.status.facts(now);
  const faults = faultsOf(facts, { now, connected: connectors.map(({ id }) => id) });
  const systems = connectors.map(({ id, name }) => ({
    id,
    name,
    reading: facts.readings.find(({ source }) => source === id) ?? null,
  }));
  return {
    kind: 'answer',
    view: statusCard(
      {
        faults,
        mayTry: faults.some(mayTryAgain),
        tried,
        unreached: unreachedMessages(facts),
        chats,
        systems,
        backupAt: facts.backupAt,
      },
      reader,
    ),
  };
}

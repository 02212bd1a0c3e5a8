import { mapRetry, mapShow } from '../../cards/ingest/actions.ts';
import { ingestCard, sourcesCard } from '../../cards/ingest/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { retryItemsJob } from '../../crm/ingest/jobs.ts';
import { readableFields } from '../../crm/ingest/readable-fields.ts';
import { Problem } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import { administratorsOnly } from '../administrators-only.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';

/** As many fields of an item as a card shows. */
const MOST_FIELDS = 12;

export const map = defineCommand({
  name: 'map',
  listed: 'late',
  usage: 'map [source]',
  summary: 'Shows the items that a tool sent last, and those kept aside; for administrators',
  examples: ['map', 'map zendesk'],
  readsOnly: true,
  args: CommandInput,
  async run(input, context) {
    await administratorsOnly(context, 'map');
    const words = inputText(input).toLowerCase();
    const known = await sourcesOf(context);
    if (words === '') return { kind: 'answer', view: sourcesCard(known, context.reader) };
    if (!known.includes(words))
      throw new Problem(
        'unknown-source',
        stringsFor(context.reader).ingest.unknown(inputText(input), known),
      );
    return show(words, context);
  },
  actions: [
    on(mapShow, async ({ source }, context) => {
      await administratorsOnly(context, 'map');
      return show(source, context);
    }),
    on(mapRetry, async ({ source }, context) => retry(source, context), { writes: true }),
  ],
});

/** A source whose mapping is gone is known as long as something of it is kept. */
async function sourcesOf({ mappings, store }: Context): Promise<string[]> {
  return [...new Set([...mappings.names(), ...(await store.deliveries.sources())])].toSorted();
}

async function retry(source: string, context: Context): Promise<Reply> {
  await administratorsOnly(context, 'map');
  const { store, id, now, audit } = context;
  await audit({ action: 'settings', customer: null, detail: { set: 'retry-items', source } });
  await store.commit([sendJob(retryItemsJob, { source }, { key: id() })], now);
  return show(source, context, { retried: true });
}

async function show(
  source: string,
  { store, mappings, reader }: Context,
  { retried = false }: { retried?: boolean } = {},
): Promise<Reply> {
  const tool = toolOf(source, mappings);
  const overview = await store.deliveries.overview(source);
  if (!overview) throw new Problem('silent-source', stringsFor(reader).ingest.silent(tool));
  const example = readableFields(overview.last.example, MOST_FIELDS);
  return {
    kind: 'answer',
    view: ingestCard({ source, tool, overview, example, retried, reader }),
  };
}

/** The mapping's own name of the tool; that of its file while the mapping is wrong. */
function toolOf(source: string, mappings: Context['mappings']): string {
  try {
    return mappings.get(source)?.title ?? source;
  } catch (cause) {
    if (cause instanceof Problem) return source;
    throw cause;
  }
}

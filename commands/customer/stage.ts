import { stageBack, stageSet, stageShow } from '../../cards/customer/actions.ts';
import { stageCard } from '../../cards/customer/stage-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { type CustomerId, STAGES, type Stage } from '../../crm/customer/customer.ts';
import { keepsStages } from '../../crm/note/target-connector.ts';
import { findTarget } from '../../crm/note/write-back.ts';
import { Problem } from '../../crm/problem.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { stageKey, takeStageBack } from './stage-back.ts';

const STAGE = `{stage=${STAGES.map((one) => one.replaceAll('-', ' ')).join('|')}}`;

export const stage = defineCommand({
  name: 'stage',
  usage: 'stage <customer> [lead | prospect | live | …]',
  summary: 'How far a customer is, and sets it in the CRM',
  examples: ['stage acme', 'stage acme live'],
  phrases: [
    {
      words: [
        `set|move|put|change [the stage of] {customer} [over] to|into|in ${STAGE}`,
        `mark {customer} as ${STAGE}`,
        `{customer} is now ${STAGE}`,
      ],
      typed: '{customer} {stage}',
      confirm: true,
    },
  ],
  aliases: ['lifecycle'],
  writes: true,
  args: CommandInput,
  async run(typed, context) {
    const { stages: strings } = stringsFor(context.reader);
    const which = await customerAnd({ customer: null, rest: inputText(typed) }, context, (rest) =>
      stageWords(rest) === ''
        ? { action: stageShow, label: 'show' }
        : { action: stageSet, label: 'stage' },
    );
    if (which.kind === 'nobody') throw new Problem('no-customer', strings.noCustomer);
    const words = stageWords(which.rest);
    if (words === '') return which.kind === 'choose' ? which.reply : show(which.id, null, context);
    const wanted = stageIn(words, context);
    return which.kind === 'choose'
      ? addButtonData(which.reply, { id: context.id(), stage: wanted })
      : set({ customer: which.id, id: context.id(), stage: wanted }, context);
  },
  actions: [
    on(stageShow, ({ customer }, context) => show(customer, null, context)),
    on(stageSet, (asked, context) => set(asked, context)),
    on(stageBack, async (undone, context) => {
      const { name } = await keeperOf(undone.customer, context);
      await takeStageBack(undone, context);
      const strings = stringsFor(context.reader);
      const said = strings.stages.backAgain(strings.stage[undone.before], name);
      return show(undone.customer, said, context);
    }),
  ],
});

/** `to live`, `= live` → `live`. */
const stageWords = (rest: string): string => rest.replace(/^(?:is|to|as|=|:)\s+/i, '').trim();

function stageIn(words: string, { reader }: Context): Stage {
  const strings = stringsFor(reader);
  const typed = words.toLowerCase().replace(/[.!]$/, '');
  const found = STAGES.find((one) => typed === one || typed === strings.stage[one].toLowerCase());
  if (found) return found;
  throw new Problem('unknown-stage', strings.stages.unknown(words, listed(STAGES, strings)));
}

const listed = (stages: readonly Stage[], strings: ReturnType<typeof stringsFor>): string =>
  stages.map((one) => strings.stage[one]).join(', ');

/** The system that takes a stage of this customer. */
async function keeperOf(customer: CustomerId, { store, person, connectors, reader }: Context) {
  const subject = { kind: 'stage' as const, stage: 'live' as const, person: person.id };
  const asked = { customerId: customer, subject, source: null };
  const target = await findTarget(asked, { store, connectors });
  if (target.kind !== 'system' || !keepsStages(target.connector.writer))
    throw new Problem('no-stages', stringsFor(reader).stages.nowhere);
  return { name: target.connector.name, known: target.connector.writer.stages.known };
}

async function show(id: CustomerId, said: string | null, context: Context): Promise<Reply> {
  const overview = await context.look(id);
  if (!overview) throw new Problem('no-customer', stringsFor(context.reader).stages.noCustomer);
  const keeper = await keeperOf(id, context);
  const { name, stage: current } = overview.customer;
  const view = stageCard({
    customer: { id, name },
    stage: current,
    choices: keeper.known,
    system: keeper.name,
    said,
    id: context.id(),
    reader: context.reader,
  });
  return { kind: 'answer', view };
}

/** Stored first; a job brings it to the system, and the stage changes here once it has changed there. */
async function set(
  { customer, id, stage: wanted }: { customer: CustomerId; id: string; stage: Stage },
  context: Context,
): Promise<Reply> {
  const { store, person, reader, now } = context;
  const strings = stringsFor(reader);
  const { name, known } = await keeperOf(customer, context);
  const label = strings.stage[wanted];
  if (!known.includes(wanted))
    throw new Problem(
      'stage-not-kept',
      strings.stages.notKept(label, name, listed(known, strings)),
    );
  const overview = await context.look(customer);
  if (overview?.customer.stage === wanted)
    return show(customer, strings.stages.already(label), context);
  const subject = { kind: 'stage' as const, stage: wanted, person: person.id };
  const before = overview?.customer.stage;
  await context.audit({
    action: 'stage',
    customer,
    detail: { stage: wanted, write: id, ...(before && { before }) },
  });
  await store.commit(
    [
      {
        kind: 'write-back',
        writeBack: { key: stageKey({ customer, id }), customerId: customer, subject },
      },
    ],
    now,
  );
  return show(customer, strings.stages.goes(label, name), context);
}

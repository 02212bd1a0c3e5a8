import { fieldsCard } from '../../cards/customer/fields-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { systemName } from '../../cards/view/names.ts';
import {
  CUSTOMER_FIELDS,
  type CustomerField,
  type FieldOwners,
} from '../../crm/customer/field-owners.ts';
import { decideFieldsJob } from '../../crm/matching/jobs.ts';
import { Problem } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import { administratorsOnly } from '../administrators-only.ts';
import { CommandInput, type Context, defineCommand, inputText, type Reply } from '../command.ts';

export const fields = defineCommand({
  name: 'fields',
  listed: 'late',
  usage: 'fields [fact and systems, or usual]',
  summary: 'Which system decides the name, the owner, the revenue and other facts of a customer',
  examples: ['fields', 'fields revenue stripe, hubspot', 'fields revenue usual'],
  anywhere: true,
  writesTyped: (input) => inputText(input).trim() !== '',
  args: CommandInput,
  async run(typed, context) {
    const words = inputText(typed).trim();
    if (words === '') return show(null, context);
    await administratorsOnly(context, 'fields');
    return change(words, context);
  },
});

async function show(changed: CustomerField | null, { store, reader }: Context): Promise<Reply> {
  const [owners, systems] = await Promise.all([
    store.settings.get('field-owners'),
    store.matches.systems(),
  ]);
  const view = fieldsCard({
    fields: CUSTOMER_FIELDS,
    owners: owners ?? {},
    systems,
    changed,
    reader,
  });
  return { kind: 'answer', view };
}

/** Holds at once for every customer: a job decides anew those that several systems know. */
async function change(words: string, context: Context): Promise<Reply> {
  const { store, now, reader, id } = context;
  const strings = stringsFor(reader).fields;
  const { field, rest } = fieldIn(words, context);
  const systems = await systemsIn(rest, field, context);
  const { [field]: _, ...others } = (await store.settings.get('field-owners')) ?? {};
  const owners: FieldOwners = systems.length === 0 ? others : { ...others, [field]: systems };
  await store.settings.set('field-owners', owners);
  await context.audit({
    action: 'admin',
    customer: null,
    detail: { field: strings.names[field], systems: systems.length === 0 ? 'usual' : systems },
  });
  await store.commit([sendJob(decideFieldsJob, { after: null }, { key: `fields:${id()}` })], now);
  return show(field, context);
}

/** `customer since zendesk`: a fact's name may be several words. */
function fieldIn(words: string, { reader }: Context): { field: CustomerField; rest: string } {
  const { fields: strings } = stringsFor(reader);
  const typed = words.toLowerCase();
  for (const field of CUSTOMER_FIELDS)
    for (const name of [strings.names[field].toLowerCase(), field])
      if (typed === name || typed.startsWith(`${name} `) || typed.startsWith(`${name}:`))
        return { field, rest: systemWords(words.slice(name.length)) };
  throw new Problem(
    'unknown-field',
    strings.unknownField(
      words,
      CUSTOMER_FIELDS.map((field) => strings.names[field]),
    ),
  );
}

/** `: is Stripe` → `Stripe`. */
const systemWords = (rest: string): string =>
  rest
    .replace(/^:/, '')
    .trim()
    .replace(/^(?:is|from|=) /i, '');

/** The ids of the named systems, in order; none for the usual way. */
async function systemsIn(
  rest: string,
  field: CustomerField,
  { store, reader }: Context,
): Promise<string[]> {
  const strings = stringsFor(reader);
  const known = await store.matches.systems();
  if (rest.trim() === '')
    throw new Problem(
      'missing-system',
      strings.fields.missingSystem(strings.fields.names[field].toLowerCase(), known),
    );
  if (/^(?:as )?usual[.!]?$/i.test(rest.trim())) return [];
  const names = rest.split(/\s*(?:,|;|\bthen\b|\band\b|>)\s*/i).filter(Boolean);
  const found = names.map((name) => {
    const typed = name.trim().toLowerCase();
    const system = known.find(
      (one) => one.toLowerCase() === typed || systemName(one, strings).toLowerCase() === typed,
    );
    if (!system)
      throw new Problem('unknown-system', strings.fields.unknownSystem(name.trim(), known));
    return system;
  });
  return [...new Set(found)];
}

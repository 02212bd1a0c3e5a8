import { colleagueCard, namesakesCard } from '../../cards/customer/answer-cards.ts';
import { stringsFor } from '../../cards/strings.ts';
import { knownContact } from '../../crm/matching/known-contact.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import { CommandInput, type Context, defineCommand, inputText, type Reply } from '../command.ts';
import { inputOf } from '../parse/input.ts';
import { colleaguesNamed } from '../parse/which-colleague.ts';
import { LONGEST } from '../parse/which-customer.ts';

/** More than are counted. */
const OWNED = 1000;

/** `phone halden`: how to reach them is asked for. */
const PHONE = /^phone (.+)$/i;

/** Finds a contact of a customer, a colleague, or a customer by the name. */
export const whois = defineCommand({
  name: 'whois',
  usage: 'whois <name>',
  summary: 'A contact of a customer, a colleague, or a customer, by their name',
  examples: ['whois heike vogt', 'who is fatima?'],
  phrases: [
    { words: ['who is|are'], typed: '' },
    'who is|are {name}',
    'who is this {name}',
    'what is {name}',
    'do we|you know {name}',
    'what does {name} do [here]',
    'how do|can i reach|contact|call|email|phone {name}',
    'how to reach|contact {name}',
    {
      words: [
        'phone|number|email|mail|address|contact [number|address] of|for|at {name}',
        'the phone|number|email|mail|address [number|address] of|for|at {name}',
        '{name} phone|email|number [number|address]',
        'whose number|phone|email is {name}',
      ],
      typed: 'phone {name}',
    },
    'who is covering|standing|filling [in] for {name}',
    'who covers for {name}',
    'where is {name} [from]',
    'where does {name} work',
    'is {name} in|off|away|here|back|around|available|working [today|now|tomorrow|this week]',
    'is {name} on holiday|leave|vacation [today|now|this week]',
    'when is {name} back',
  ],
  readsOnly: true,
  args: CommandInput,
  async run(input, context) {
    const name = inputText(input)
      .replace(/[?!.]+$/, '')
      .trim();
    if (name === '') throw new Problem('no-name', stringsFor(context.reader).answers.noName);
    const wanted = PHONE.exec(name)?.[1];
    return wanted && !(await exactCustomer(name, context))
      ? reach(wanted, context)
      : find(name, context);
  },
});

/** Where a number of a customer is asked for, it is that of the people there. */
async function reach(name: string, context: Context): Promise<Reply> {
  const { store } = context;
  const id = await exactCustomer(name, context);
  const isPerson = id
    ? knownContact(name, await store.customers.contacts(id)) !== undefined
    : (await colleaguesNamed(name, context)).length > 0 ||
      (await store.customers.called(name, 1)).length > 0;
  const contacts = context.commands.find((one) => one.name === 'contacts');
  return isPerson || !contacts ? find(name, context) : contacts.run(inputOf(name), context);
}

async function find(name: string, context: Context): Promise<Reply> {
  const byName = (command: string): Promise<Reply> | undefined =>
    context.commands.find((one) => one.name === command)?.run(inputOf(name), context);
  const customer = await exactCustomer(name, context);
  const colleagues = customer ? [] : await colleaguesNamed(name, context);
  const [one, ...others] = colleagues;
  if (one && others.length === 0) return { kind: 'answer', view: await cardOf(one, context) };
  if (one) return { kind: 'answer', view: namesakesCard(name, colleagues, context.reader) };
  return (
    (await byName('customer')) ?? { kind: 'answer', view: namesakesCard(name, [], context.reader) }
  );
}

/** The one customer who has exactly this name, or a contact of this name. */
const exactCustomer = async (name: string, { store }: Context) =>
  name !== '' && name.length <= LONGEST ? store.customers.named(name) : null;

async function cardOf(person: Person, { store, now, reader, person: asker }: Context) {
  const [absence, owned] = await Promise.all([
    store.absences.get(person.id, now),
    store.customers.owned(person.id, OWNED),
  ]);
  return colleagueCard(
    { person, owns: owned.length, awayUntil: absence?.until ?? null, me: asker.id },
    reader,
  );
}

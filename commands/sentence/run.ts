import { confirmCard } from '../../cards/sentence/card.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Context, Reply } from '../command.ts';
import { onlyCustomer } from '../parse/clear-customer.ts';
import { customerHere } from '../parse/customer-here.ts';
import { inputOf } from '../parse/input.ts';
import { isCarried } from '../parse/length.ts';
import { colleaguesNamed, whichColleague } from '../parse/which-colleague.ts';
import { departmentNamed } from '../parse/which-department.ts';
import { customerInside, type Inside } from './inside.ts';
import { fillForm, type Reading } from './read.ts';

type Slots = Readonly<Record<string, string>>;

/** Answers a sentence as it was understood. A deed that others would read is shown first and done by a button. */
export async function runReading(reading: Reading, context: Context): Promise<Reply> {
  const { command, confirm } = reading;
  const { who } = reading.slots;
  // `remind kim tomorrow about …`: more was taken for the name than the name.
  const isDoubtful = reading.bareWho || /\s/.test(who ?? '');
  if (who && isDoubtful && !(await isSomebody(who, context))) return unread(reading, context);
  const slots = await namedSlots(reading, context);
  if (isUnnamed(reading, slots) && command.fillIn && !(await customerHere(context)))
    return command.fillIn(slots, context);
  const lines = fillForm(reading.form, slots)
    .replace(/\{customer\}:?\s*/, '')
    .trim();
  const typed = lines.replace(/\s+/g, ' ');
  if (!confirm) return command.run(inputOf(typed, lines), context);
  return confirmation(reading, { slots, typed: lines }, context);
}

/** Exactly a department's or one colleague's name, and no customer's. */
async function isSomebody(who: string, context: Context): Promise<boolean> {
  if (await departmentNamed(who, context)) return true;
  const named = await colleaguesNamed(who, context);
  return named.length === 1 && (await context.store.customers.named(who)) === null;
}

async function unread({ text }: Reading, context: Context): Promise<Reply> {
  const sentence = context.commands.find(({ name }) => name === 'sentence');
  if (!sentence) throw new Error('the sentence command is missing');
  return sentence.run(inputOf(text), context);
}

const isUnnamed = ({ form }: Reading, slots: Slots): boolean =>
  form.includes('{customer}') && !slots['customer'];

/** The slots with the customer who is named inside the words, where there is one, and the colleague as a command finds them. */
async function namedSlots(reading: Reading, context: Context): Promise<Slots> {
  const { slots } = reading;
  const who = slots['who'] && { who: await colleagueRef(slots['who'], context) };
  const known = { ...slots, ...who };
  if (!isUnnamed(reading, slots)) return known;
  const words = slots['words'] ?? '';
  const inside = await customerInside(words, context);
  return inside ? { ...known, customer: inside.name, words: wordsBeside(reading, inside) } : known;
}

/** The words without the name, where something is left of them or a form can ask for more. */
function wordsBeside({ command, form, slots, keepsName }: Reading, { rest }: Inside): string {
  const words = slots['words'] ?? '';
  const saysMore = /\p{L}/u.test(form.replace(/\{\w+\}/g, ''));
  if (keepsName) return words;
  // Nothing is said yet: the form asks for it, where there is one.
  return rest === '' && !saysMore && !command.fillIn ? words : rest;
}

/** A colleague's e-mail, or a department, as one word that every command finds. */
async function colleagueRef(ref: string, context: Context): Promise<string> {
  const plain = ref.replace(/^@/, '');
  if (/^(?:me|myself)$/i.test(plain)) return 'me';
  const department = await departmentNamed(plain.replace(/^customer /i, ''), context);
  if (department) return department;
  const found = await whichColleague(plain, context);
  return found === 'nobody' || Array.isArray(found) ? plain.replaceAll(' ', '.') : found.email;
}

/** The words of a handoff say why. */
const partName = (part: string, command: string): string =>
  part === 'words' && command === 'handoff' ? 'why' : part;

async function confirmation(
  { command, slots: written }: Reading,
  { slots, typed }: { slots: Slots /** With its line breaks. */; typed: string },
  context: Context,
): Promise<Reply> {
  const { store, reader } = context;
  const customer = slots['customer'] ?? '';
  const isShort = customer !== '' && customer.length <= LONGEST.name;
  const id = isShort ? await onlyCustomer(customer, context) : null;
  const name = (id && (await store.customers.name(id))) ?? customer;
  const colleague = slots['who']?.includes('@') ? await store.people.byEmail(slots['who']) : null;
  const value: Record<string, string> = {
    ...slots,
    customer: name,
    who: colleague?.name ?? written['who'] ?? '',
  };
  const parts = ['customer', 'who', 'words', 'when'].flatMap((part) =>
    value[part] ? [{ name: partName(part, command.name), value: value[part] }] : [],
  );
  const view = confirmCard(
    {
      command: command.name,
      carried: isCarried({ typed }) ? typed : null,
      typed,
      customer: name,
      parts,
    },
    reader,
  );
  return { kind: 'answer', view };
}

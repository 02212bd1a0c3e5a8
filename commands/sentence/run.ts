import { regionOf } from '../../crm/customer/country.ts';
import type { Context, Phrase, Reply } from '../command.ts';
import { clearCustomer } from '../parse/clear-customer.ts';
import { customerHere } from '../parse/customer-here.ts';
import { inputOf } from '../parse/input.ts';
import { colleaguesNamed, whichColleague } from '../parse/which-colleague.ts';
import { departmentNamed, whoseOf } from '../parse/which-department.ts';
import { confirmation } from './confirm.ts';
import { isPieceOfSentence } from './doubt.ts';
import { customerInside, type Inside } from './inside.ts';
import { fillForm, type Reading, readSentence } from './read.ts';

type Slots = Readonly<Record<string, string>>;

/** Phrases that were tried before; `isGuessed`: whoever let it through judged another command, so what writes is shown first. */
interface Tried {
  refused: readonly Phrase[];
  isGuessed: boolean;
}
const FIRST: Tried = { refused: [], isGuessed: false };

/** Answers a sentence as it was understood. A deed that others would read is shown first and done by a button. */
export async function runReading(
  reading: Reading,
  context: Context,
  { refused, isGuessed }: Tried = FIRST,
): Promise<Reply> {
  const { command } = reading;
  const confirm = reading.confirm || (isGuessed && !command.readsOnly);
  const tried = { refused: [...refused, reading.phrase], isGuessed: true };
  const { who } = reading.slots;
  // `remind kim tomorrow about …`: more was taken for the name than the name.
  const mayBeMore = reading.bareWho || /\s/.test(who ?? '');
  if (who && mayBeMore && !(await isSomebody(who, context)))
    return another(reading, tried, context);
  if (await isDoubtful(reading, context)) return another(reading, tried, context);
  const slots = await namedSlots(reading, context);
  if (isUnnamed(reading, slots) && command.fillIn && !(await customerHere(context)))
    return command.fillIn(slots, context);
  const lines = fillForm(reading.form, slots)
    .replace(/\{customer\}:?\s*/, '')
    .trim();
  const typed = lines.replace(/\s+/g, ' ');
  if (!confirm) return command.run(inputOf(typed, lines), context);
  return confirmation({ command, slots, written: reading.slots, typed: lines }, [], context);
}

/** Of a command that takes a customer's or a colleague's name. */
const NAMES_SOMEBODY = /customer|colleague|name/;

/** More was taken for a name than the name. */
export async function isDoubtful({ command, slots }: Reading, context: Context): Promise<boolean> {
  if (!NAMES_SOMEBODY.test(command.usage)) return false;
  const { customer = '' } = slots;
  // "CSAT for Germany" asks for a figure.
  if (regionOf(customer) !== null && !(await clearCustomer(customer, context))) return true;
  for (const slot of ['customer', 'name', 'term']) {
    const words = slots[slot] ?? '';
    if ((await isPieceOfSentence(words, context)) && (await whoseOf(words, context)) === null)
      return true;
  }
  return false;
}

/** Exactly a department's or one colleague's name, and no customer's. */
async function isSomebody(who: string, context: Context): Promise<boolean> {
  if (await departmentNamed(who, context)) return true;
  const named = await colleaguesNamed(who, context);
  return named.length === 1 && (await context.store.customers.named(who)) === null;
}

const MOST_READINGS = 3;

/** The next likely reading of the same sentence: `tell sales Solvang wants to talk` gives nobody a task. */
async function another(reading: Reading, tried: Tried, context: Context): Promise<Reply> {
  const next =
    tried.refused.length < MOST_READINGS
      ? readSentence(reading.text, context.commands, new Set(tried.refused))
      : null;
  return next ? runReading(next, context, tried) : unread(reading, context);
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
export async function colleagueRef(ref: string, context: Context): Promise<string> {
  const plain = ref.replace(/^@/, '');
  if (/^(?:me|myself)$/i.test(plain)) return 'me';
  const department = await departmentNamed(plain.replace(/^customer /i, ''), context);
  if (department) return department;
  const found = await whichColleague(plain, context);
  return found === 'nobody' || Array.isArray(found) ? plain.replaceAll(' ', '.') : found.email;
}

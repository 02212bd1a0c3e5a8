import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../bot/rapport.ts';
import type { Data, Field, Form, Values } from '../../cards/view/view.ts';
import { CustomerId } from '../../crm/customer/customer.ts';
import { FORM_FIELD } from '../../crm/text/limits.ts';
import { dataOf, frontDoor, NOW } from './front-door.ts';

type Door = Awaited<ReturnType<typeof frontDoor>>;
type TextField = Field & { kind: 'text' };

let door: Door;
let acme: string;
beforeAll(async () => {
  door = await frontDoor();
  await door.says('stranger', 'me');
  acme = (await door.store.customers.named('acme industries'))!;
});
afterAll(() => door.close());

const idOf = async (name: string) =>
  (await door.store.people.byEmail(`${name}@rapport.example`))!.id;
let made = 0;
const fresh = (): string => {
  made += 1;
  return `form-${made}`;
};

async function task(): Promise<Data> {
  const id = fresh();
  const due = null;
  await door.sends('ana', 'task.chosen', {
    id,
    customer: acme,
    what: id,
    holder: await idOf('ana'),
    due,
  });
  return { task: id };
}
async function promise(): Promise<Data> {
  const id = fresh();
  const by = await idOf('ana');
  await door.sends('ana', 'promise.chosen', { id, customer: acme, what: id, by, due: null });
  return { promise: id };
}
async function handoff(steps: readonly [string, string][] = []): Promise<Data> {
  const id = fresh();
  const offered = { id, customer: acme, to: 'ben', reason: id, promises: [], by: '', anyway: true };
  await door.submits('ana', 'handoff.offer', offered, {});
  for (const [who, words] of steps)
    await door.submits(who, 'handoff.ask', { handoff: id }, { words });
  return { handoff: id };
}
async function question(): Promise<Data> {
  const words = fresh();
  await door.submits('ana', 'tell.send', { id: words, customer: acme }, { who: 'ben', words });
  const [row] = await door.database.query('SELECT id FROM question WHERE words = $1', [words]);
  return { mention: String(row?.['id']) };
}
async function note(body = 'a note'): Promise<Data> {
  const id = fresh();
  await door.submits('ana', 'note.save', { id, customer: acme }, { body });
  return { note: id };
}
async function win(): Promise<Data> {
  const { draft } = await draftOfWin();
  const { buttons } = await door.submits(
    'ana',
    'win.look',
    { draft: String(draft) },
    { what: fresh(), kind: 'other' },
  );
  await door.sends('ana', 'win.post', dataOf(buttons, 'Keep it'));
  return { win: String(draft) };
}
async function draftOfWin(): Promise<Data> {
  await door.sends('ana', 'win.begin', { customer: acme, what: 'renewed', people: [] });
  return { draft: (await door.store.winDrafts.of(await idOf('ana')))!.id };
}

async function hold(): Promise<Data> {
  const signal = {
    id: fresh(),
    customerId: CustomerId.parse(acme),
    version: 1,
    createdAt: NOW,
    rule: 'unhappy-answer' as const,
    key: fresh(),
    detail: { survey: 'csat', score: 1, best: 5, at: NOW.toISOString(), count: 1 },
    causes: [],
    toldAt: null,
    endedAt: null,
    answers: [],
  };
  await door.store.commit([{ kind: 'signal', signal }]);
  return { customer: acme };
}
async function twoRecords(): Promise<Data> {
  const [one, other] = await door.store.customers.find('lumiere freight', 2);
  return { customer: one!.customer.id, other: other!.customer.id };
}
async function digest(): Promise<Data> {
  await door.says('helena', 'digest leaders');
  const [row] = await door.database.query('SELECT id FROM digest');
  return { digest: String(row?.['id']) };
}

interface Way {
  submit: string;
  /** The button that opens it, who presses it, and the rest that the form needs. */
  open: string;
  data(): Promise<Data>;
  by?: string;
  rest?: Values;
}

const WAYS: readonly Way[] = [
  { submit: 'duplicate.ask-of', open: 'duplicate.asking', by: 'lea', data: twoRecords },
  { submit: 'timeline.apply', open: 'timeline.filter', data: async () => ({ customer: acme }) },
  { submit: 'me.save', open: 'me.change', data: async () => ({}) },
  {
    submit: 'people.ask',
    open: 'people.who',
    by: 'lea',
    data: async () => ({ platform: 'slack', tenant: 'T1', user: 'stranger' }),
  },
  {
    submit: 'task.create',
    open: 'task.begin',
    data: async () => ({ customer: acme }),
    rest: { what: 'call' },
  },
  { submit: 'task.reassign', open: 'task.hand-on', data: task },
  { submit: 'task.date', open: 'task.dating', data: task },
  {
    submit: 'promise.save',
    open: 'promise.begin',
    data: async () => ({ customer: acme }),
    rest: { what: 'call' },
  },
  { submit: 'lists.save', open: 'lists.saving', data: async () => ({ words: 'at risk' }) },
  { submit: 'promise.move', open: 'promise.moving', data: promise },
  { submit: 'promise.withdraw', open: 'promise.withdrawing', data: promise },
  {
    submit: 'tell.send',
    open: 'tell.begin',
    data: async () => ({ customer: acme }),
    rest: { who: 'ben', words: 'who knows?' },
  },
  { submit: 'tell.answer', open: 'tell.reply', by: 'ben', data: question },
  {
    submit: 'handoff.offer',
    open: 'handoff.begin',
    data: async () => ({ customer: acme }),
    rest: { person: 'ben', reason: 'moving' },
  },
  { submit: 'handoff.decline', open: 'handoff.declining', by: 'ben', data: () => handoff() },
  { submit: 'handoff.ask', open: 'handoff.asking', by: 'ben', data: () => handoff() },
  { submit: 'handoff.answer', open: 'handoff.answering', data: () => handoff([['ben', 'why?']]) },
  { submit: 'handoff.pass', open: 'handoff.passing', by: 'ben', data: () => handoff() },
  { submit: 'handoff.tick', open: 'handoff.ticking', data: () => handoff() },
  { submit: 'win.start', open: '', data: async () => ({}) },
  { submit: 'win.look', open: 'win.again', data: draftOfWin, rest: { kind: 'renewal' } },
  // Somebody whom the win does not name yet.
  { submit: 'win.add', open: 'win.who', data: win, rest: { who: 'helena@rapport.example' } },
  { submit: 'win.amend', open: 'win.correct', data: win, rest: { kind: 'renewal' } },
  { submit: 'note.save', open: 'note.begin', data: async () => ({ customer: acme }) },
  {
    submit: 'note.change',
    open: 'note.edit',
    data: () => note(),
    rest: { visibility: 'everyone' },
  },
  {
    submit: 'note.change',
    open: 'note.edit',
    data: () => note('long '.repeat(FORM_FIELD / 5 + 1)),
    rest: { visibility: 'everyone' },
  },
  { submit: 'note.move', open: 'note.move-form', data: () => note() },
  {
    submit: 'goal.save',
    open: 'goal.begin',
    data: async () => ({ customer: acme }),
    rest: { what: 'renew' },
  },
  {
    submit: 'define.save',
    open: 'define.form',
    by: 'lea',
    data: async () => ({ word: '' }),
    rest: { name: 'churn' },
  },
  { submit: 'target.save', open: 'target.form', by: 'lea', data: async () => CSAT },
  {
    submit: 'signals.set',
    open: 'signals.setting',
    by: 'lea',
    data: async () => ({ rule: 'silence' }),
  },
  {
    submit: 'signals.override',
    open: 'signals.overriding',
    data: hold,
  },
  { submit: 'digest.edit', open: 'digest.editing', by: 'helena', data: digest },
];
const CSAT = { kpi: 'customer-satisfaction', first: null, last: '2026-11-24', by: 'all', of: '' };

async function opened({ open, data, by = 'ana' }: Way): Promise<Form> {
  const { form, text } = open
    ? await door.sends(by, open, await data())
    : await door.says(by, 'win');
  if (!form) throw new Error(`No form: ${text}`);
  return form;
}

const textsOf = ({ fields }: Form): TextField[] =>
  fields.flatMap((field) => (field.kind === 'text' ? [field] : []));

/** Words of exactly this length, found in nothing else; the address of a picture has to be one. */
function words(length: number, { id }: TextField): string {
  const begin = `${id === 'picture' ? 'https://e.example/' : ''}${fresh()}`;
  const filled = `${begin}${(id === 'picture' ? 'abc' : ' abc').repeat(length)}`;
  return `${filled.slice(0, length - 1)}Z`;
}

const packed = (text: string): string => text.replace(/\s+/g, '');

/** A field's text in the form that came again; where no form holds it, the answer has all of it. */
function given(
  { form, text }: Awaited<ReturnType<Door['submits']>>,
  field: TextField,
): string | null {
  if (form) return packed(textsOf(form).find(({ id }) => id === field.id)?.value ?? '');
  const said = packed(text);
  const typed = /form-\d+(?:abc)*[abc]*Z/.exec(said)?.[0] ?? null;
  return typed;
}

/** Whether something that is stored says these words. */
async function isKept(typed: string): Promise<boolean> {
  const tables = 'note task promise handoff question win win_draft goal term audit'.split(' ');
  const found = await Promise.all(
    tables.map((table) =>
      door.database.query(`SELECT 1 FROM ${table} t WHERE strpos(to_jsonb(t)::text, $1) > 0`, [
        typed,
      ]),
    ),
  );
  return found.some((rows) => rows.length > 0);
}

test('the walk knows every form', () => {
  const submits = COMMANDS.flatMap(({ actions }) => actions).flatMap(({ submits, action }) =>
    submits ? [String(action)] : [],
  );
  expect([...new Set(WAYS.map(({ submit }) => submit))].sort()).toEqual(
    [...new Set(submits)].sort(),
  );
});

describe.each(WAYS)('$submit from $open', (way) => {
  const send = async (field: TextField, form: Form, typed: string) =>
    door.submits(way.by ?? 'ana', String(form.submit.action), form.submit.data, {
      ...filledIn(form),
      ...way.rest,
      [field.id]: typed,
    });

  test('keeps whole as much as each field takes, and gives back what is longer', async () => {
    const { length } = textsOf(await opened(way));
    for (let i = 0; i < length; i += 1) {
      const form = await opened(way);
      const field = textsOf(form)[i]!;
      const long = words(field.max + 1, field);
      const refused = await send(field, form, long);
      expect(refused.text, field.id).toMatch(/characters long|longer than [\d,]+ characters/);
      expect(given(refused, field), field.id).toBe(packed(long));
      const whole = words(field.max, field);
      const reply = await send(field, form, whole);
      const isWhole = given(reply, field) === packed(whole) || (await isKept(whole));
      expect(isWhole, `${field.id}: ${reply.text.slice(0, 300)}`).toBe(true);
    }
  });
});

const filledIn = ({ fields }: Form): Values =>
  Object.fromEntries(
    fields.flatMap((field) =>
      'value' in field && typeof field.value === 'string' ? [[field.id, field.value]] : [],
    ),
  );

describe('many colleagues in one text', () => {
  const names = (n: number) => Array.from({ length: n }, (_, i) => `helper.no${i}`);

  test('more than a win credits are refused as they are typed, and all of them come back', async () => {
    const typed = names(41).map((name) => `@${name}`);
    const { form, text } = await door.says('ana', `win acme industries renewed ${typed.join(' ')}`);
    expect(text).toContain('41 colleagues are named, and one win credits at most 40');
    for (const name of ['renewed', ...typed]) expect(JSON.stringify(form)).toContain(name);
  });

  test('and so they are in a form', async () => {
    const typed = names(41).join('\n');
    const { form, text } = await door.submits('ana', 'win.add', await win(), { also: typed });
    expect(text).toContain('41 colleagues are named');
    expect(JSON.stringify(form)).toContain(JSON.stringify(typed));
  });

  test('the 25th is credited as the first is', async () => {
    const people = await door.store.people.all();
    const typed = people.slice(0, 25).map(({ email }) => email);
    const { win: id } = await win();
    await door.submits('ana', 'win.add', { win: id }, { also: typed.join('\n') });
    const credited = (await door.store.wins.get(String(id)))!.credits.map(({ person }) => person);
    for (const { id: person } of people.slice(0, 25)) expect(credited).toContain(person);
  });

  test('a note says whom it does not tell', async () => {
    const typed = names(12).map((name) => `@${name}`);
    const { text } = await door.says('ana', `note acme industries seen by ${typed.join(' ')}`);
    expect(text).toContain(
      'Not told, since one note names too many: @helper.no10 and @helper.no11.',
    );
  });
});

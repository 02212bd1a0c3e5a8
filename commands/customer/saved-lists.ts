import { z } from 'zod';
import {
  listRemove,
  listSave,
  listSaving,
  listShow,
  listsShow,
} from '../../cards/customer/actions.ts';
import {
  removedListCard,
  savedListsCard,
  saveListForm,
} from '../../cards/customer/saved-lists-card.ts';
import { followedLists } from '../../cards/follow/list-follow-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { customerListWords } from '../../crm/customer/list-words.ts';
import { Problem } from '../../crm/problem.ts';
import type { SavedList } from '../../crm/store/saved-lists.ts';
import { clip } from '../../crm/text/cut.ts';
import { dayIn } from '../../crm/time/day.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { typedText } from '../parse/length.ts';
import { exportList, isFile } from './list-file.ts';
import { listPage } from './list-page.ts';

const LONGEST_NAME = 60;
/** As many as a card shows whole. */
const MOST = 20;
const QUOTES = /^["“”„«'’]+|["“”„«»'’]+$/g;

/** The name as it is kept; a problem where there is none, or it is too long. */
export function listName(typed: string, { reader }: Pick<Context, 'reader'>): string {
  const name = typed.replace(QUOTES, '').replace(/\s+/g, ' ').trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw new Problem('list-name', stringsFor(reader).savedLists.noName);
  return name;
}

/** `danger zone as csv` → its name, and that it is wanted as a file. */
function fileIn(typed: string): { name: string; file: boolean } {
  const at = typed.toLowerCase().lastIndexOf(' as ');
  const file = at > 0 && isFile(typed.slice(at + 4));
  return { name: file ? typed.slice(0, at).replace(QUOTES, '') : typed, file };
}

export const lists = defineCommand({
  name: 'lists',
  usage: 'lists [name]',
  summary: 'Lists of customers that you kept by a name: all of them, or one as it is today',
  examples: ['lists', 'list danger zone', 'list danger zone as csv'],
  aliases: ['list', 'views'],
  phrases: [
    {
      words: ['my|all lists', 'show my lists', 'my saved|kept lists', 'which lists do i have'],
      typed: '',
    },
    { words: ['open|show [me] my|the list {name}', 'list {name}'], typed: '{name}' },
    { words: 'export|download [the|my] list {name}', typed: '{name} as csv' },
  ],
  readsOnly: true,
  // Each file has a link of its own, and is on record.
  readsOnlyTyped: (input) => !fileIn(inputText(input).replace(QUOTES, '').trim()).file,
  args: CommandInput,
  async run(typed, context) {
    const { name, file } = fileIn(inputText(typed).replace(QUOTES, '').trim());
    if (file) return exportList(await theList(name, context), context);
    return name === '' ? all(context) : show({ name, skip: 0 }, context);
  },
  actions: [
    on(listsShow, (_, context) => all(context)),
    on(listShow, show),
    on(listRemove, remove, { writes: true }),
    on(listSaving, async (data, { reader }) => ({
      kind: 'form',
      form: saveListForm(data, reader),
    })),
    submitOrAgain(
      { action: listSave, values: z.object({ name: typedText(LONGEST_NAME) }), writes: true },
      ({ data: { words }, values: { name } }, context) =>
        saveList({ name: listName(name, context), words }, context),
      ({ data }, { reader }) => saveListForm(data, reader),
    ),
  ],
});

async function all({ store, person, place, reader }: Context): Promise<Reply> {
  const [own, here] = await Promise.all([
    store.savedLists.of(person.id),
    store.listFollows.of(place),
  ]);
  return { kind: 'answer', view: savedListsCard(own, followedLists(here, reader), reader) };
}

/** Keeps the words by the name, and shows what they find today. */
export async function saveList(
  { name, words }: Pick<SavedList, 'name' | 'words'>,
  context: Context,
): Promise<Reply> {
  const { store, person, now, reader } = context;
  const { savedLists: strings } = stringsFor(reader);
  const known = await store.savedLists.of(person.id);
  const former = await store.savedLists.get(person.id, name);
  if (!former && known.length >= MOST)
    throw new Problem('many-lists', { ...strings.tooMany(MOST), reopens: false });
  // First, since one that may not be seen here is not kept either.
  const before = former && former.words !== words ? strings.typed(former.words) : null;
  const said = strings.saved(name, before);
  const reply = await shown({ name, words, skip: 0, said }, context);
  await store.savedLists.save(person.id, { name, words, savedAt: now });
  await context.audit({ action: 'settings', customer: null, detail: { list: name } });
  return reply;
}

async function show(
  { name, skip }: { name: string; skip: number },
  context: Context,
): Promise<Reply> {
  const { name: kept, words } = await theList(name, context);
  return shown({ name: kept, words, skip, said: null }, context);
}

/** The words are read again: a month is that of today. */
function shown(
  { name, words, skip, said }: { name: string; words: string; skip: number; said: string | null },
  context: Context,
): Promise<Reply> {
  const { now, reader } = context;
  const list = customerListWords(words, dayIn(now, reader.zone));
  if (!list)
    throw new Problem('unread-list', stringsFor(reader).customerList.unread(clip(words, 80)));
  return listPage({ ...list, skip }, { name, said }, context);
}

export async function theList(
  name: string,
  { store, person, reader }: Context,
): Promise<SavedList> {
  const found = await store.savedLists.get(person.id, name);
  if (found) return found;
  const names = (await store.savedLists.of(person.id)).map((one) => one.name);
  const known = names.length === 0 ? null : names.join(', ');
  throw new Problem(
    'unknown-list',
    stringsFor(reader).savedLists.unknown(clip(name, LONGEST_NAME), known),
  );
}

async function remove({ name }: { name: string }, context: Context): Promise<Reply> {
  const { store, person, reader } = context;
  const list = await theList(name, context);
  await store.savedLists.remove(person.id, name);
  await context.audit({ action: 'settings', customer: null, detail: { list: name, on: false } });
  return { kind: 'answer', view: removedListCard(list, reader) };
}

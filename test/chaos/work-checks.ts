import { DETAILS } from '../../cards/notification/batch-card.ts';
import { visible } from '../bot/slack/fake/look.ts';
import type { FakeMessage } from '../bot/slack/fake/screen.ts';
import type { Step } from './acts.ts';
import { keyOf } from './checks.ts';
import type { Work } from './inside-work.ts';
import type { World } from './world.ts';

/** Everything that is lost, twice or half there of what was changed, told, batched or kept fresh; nothing where all is well. */
export function workWrongs(
  there: World,
  { steps, news }: { steps: readonly Step[]; news: readonly string[] },
  work: Work,
): string[] {
  return [
    ...steps.flatMap((step) => stepWrong(step, work)),
    ...notesWrong(there, work),
    ...tasksWrong(there, work),
    ...versionsWrong(work),
    ...winsWrong(there, work),
    ...batchFaults(there, work),
    ...newsWrong(news, work),
    ...roomsWrong(there, work),
  ];
}

const say = (what: string, found: unknown, wanted: unknown): string[] =>
  found === wanted ? [] : [`${what}: ${found} instead of ${wanted}`];
const times = (texts: readonly (string | null)[], token: string): number =>
  texts.filter((text) => text?.includes(token)).length;

/** Checks that a step is stored once, and that it is there where its author saw it done. */
function stepWrong({ what, token, done }: Step, { notes, handoffs, wins }: Work): string[] {
  const found: Record<string, () => number> = {
    'note.change': () =>
      Number(
        notes.some(
          ({ body, history }) => times([body, ...history.map((one) => one.body)], token) > 0,
        ),
      ),
    'handoff.ask': () =>
      times(
        handoffs.flatMap(({ talk }) => talk.map(({ words }) => words)),
        token,
      ),
    'handoff.answer': () =>
      times(
        handoffs.flatMap(({ talk }) => talk.map(({ words }) => words)),
        token,
      ),
    'handoff.decline': () =>
      times(
        handoffs.map(({ decision }) => decision),
        token,
      ),
    win: () =>
      times(
        wins.map((win) => win.what),
        token,
      ),
  };
  const stored = found[what]?.();
  if (stored === undefined) return [];
  const said = handoffs.flatMap(({ id, talk }) =>
    talk.flatMap(({ words, at, by }) =>
      words.includes(token) ? [` (${by} at ${at}, handoff ${id})`] : [],
    ),
  );
  return stored > 1 || (done && stored === 0)
    ? [
        `${what} ${token}: stored ${stored} times${done ? ', and its author saw that it is done' : ''}${said.join('')}`,
      ]
    : [];
}

/** The history is complete, the timeline and the CRM say what the note says now. */
function notesWrong({ crm }: World, { notes, entries }: Work): string[] {
  return notes.flatMap((note) => {
    const standing = entries.filter(({ id }) => id === `note:${note.id}`);
    const remote = crm.memory.notes().filter(({ key }) => key.includes(note.id));
    const texts = [note.body, ...note.history.map(({ body }) => body)];
    const added = texts.map((text) => new Set(text.match(/\bsx\d+x\b/g) ?? []));
    return [
      ...say(`note ${note.id} on the timeline`, standing.length, note.deleted ? 0 : 1),
      ...standing.flatMap(({ body }) =>
        say(`note ${note.id} on the timeline says`, body, note.body),
      ),
      ...(note.shared && !note.deleted ? say(`note ${note.id} in the CRM`, remote.length, 1) : []),
      ...(remote.length > 1 ? [`note ${note.id} is ${remote.length} times in the CRM`] : []),
      ...remote.flatMap(({ body }) =>
        say(`note ${note.id} in the CRM says`, body, note.shared && !note.deleted ? note.body : ''),
      ),
      ...(added.some((tokens) => tokens.size > 1 && texts.length < 2)
        ? [`note ${note.id} has no history`]
        : []),
    ];
  });
}

/** The CRM knows whether it is done. */
function tasksWrong({ crm }: World, { tasks }: Work): string[] {
  return tasks.flatMap(({ id, state }) => {
    const remote = crm.memory.tasks().filter(({ key }) => key.includes(id));
    return [
      ...say(`task ${id} in the CRM`, remote.length, 1),
      ...remote.flatMap(({ done }) => say(`task ${id} in the CRM is done`, done, state !== 'open')),
    ];
  });
}

/** Every step is on record, once: as many as there were changes. */
function versionsWrong({ notes, tasks, handoffs, wins, steps }: Work): string[] {
  const counted = new Map(steps.map((one) => [one.id, one.steps]));
  const reminded = (item: object): boolean => 'reminders' in item && item.reminders !== 0;
  return [...notes, ...tasks, ...handoffs, ...wins]
    .filter((item) => !reminded(item))
    .flatMap(({ id, version }) => say(`steps on record of ${id}`, counted.get(id) ?? 0, version));
}

/** Each stands in one post, which says what it is now, and each of its people was told. */
function winsWrong(there: World, { wins, posts, messages, entries }: Work): string[] {
  const channel = there.screen.messages.filter(
    ({ channel: id, to, deleted, by, thread }) =>
      id === there.people.channelId('#wins') && to === null && !deleted && !by && thread === null,
  );
  const shown = (message: FakeMessage): string => visible({ kind: 'message', message });
  return wins.flatMap((win) => {
    const token = /\b[sw]x\d+x\b/.exec(win.what)?.[0] ?? win.what;
    const own = posts.filter((post) => post.wins.includes(win.id) && post.reference !== null);
    const read = channel.filter((message) => shown(message).includes(token));
    const told = win.credits
      .filter(({ person }) => person !== win.author)
      .filter(
        ({ person }) =>
          messages.filter(({ key }) => key === `win:${win.id}:${person}`).length !== 1,
      );
    const retracted = win.state === 'retracted';
    return [
      ...(own.length > 1 || (!retracted && own.length !== 1)
        ? [`win ${token} has ${own.length} posts`]
        : []),
      ...(retracted ? [] : say(`win ${token} in the channel`, read.length, 1)),
      ...read.flatMap((message) =>
        retracted || !own.some((post) => post.reference === message.ts)
          ? [
              `win ${token} is ${win.state} and stands in another post than its own:\n${shown(message)}`,
            ]
          : [],
      ),
      ...(retracted ||
      win.kudos.length === 0 ||
      read.some((message) => shown(message).includes(`· ${win.kudos.length}`))
        ? []
        : [`win ${token}: ${win.kudos.length} thanks, and its post says otherwise`]),
      ...(retracted ? [] : told.map(({ person }) => `win ${token}: ${person} was not told once`)),
      ...say(
        `win ${token} on the timeline`,
        entries.filter(({ id }) => id === `win:${win.id}`).length,
        1,
      ),
    ];
  });
}

/** Checks that the thread of a batched message has the details of its messages, as many as it can bear, each once. */
function batchFaults({ screen }: World, { messages }: Work): string[] {
  const posts = screen.messages
    .filter(({ deleted }) => !deleted)
    .map((message) => ({ key: keyOf(message.metadata), ts: message.ts, thread: message.thread }));
  return [...Map.groupBy(messages, ({ sentAs }) => sentAs)].flatMap(([sentAs, together]) => {
    const batch = posts.find((post) => post.ts === sentAs && post.key?.startsWith('batch:'));
    if (!batch) return [];
    const details = together.map(
      ({ key }) =>
        posts.filter((post) => post.key === `detail:${key}` && post.thread === batch.ts).length,
    );
    return [
      ...say(
        `details in ${batch.key}`,
        details.filter((count) => count > 0).length,
        Math.min(together.length, DETAILS),
      ),
      ...together.flatMap(({ key }, at) =>
        (details[at] ?? 0) > 1 ? [`details of ${key} in ${batch.key}: ${details[at]}`] : [],
      ),
    ];
  });
}

/** Checks that followers, and nobody else, hear of every customer event once, by whatever way it comes. */
function newsWrong(news: readonly string[], { messages, followers }: Work): string[] {
  return news.flatMap((token) => {
    const told = messages
      .filter(({ kind, line }) => kind === 'followed' && line.includes(token))
      .map(({ to }) => to);
    if (told.length === 0) return [`news ${token} was told to nobody`];
    return [...new Set([...followers, ...told])].flatMap((who) =>
      say(
        `news ${token} for ${who}`,
        told.filter((to) => to === who).length,
        followers.includes(who) ? 1 : 0,
      ),
    );
  });
}

/** One line in a room, and it says who answers for the customer now. */
function roomsWrong(there: World, { rooms }: Work): string[] {
  return rooms.flatMap(({ place, posted, owner }) => {
    const lines = there.screen.messages.filter(
      (message) =>
        message.channel === place &&
        !message.deleted &&
        keyOf(message.metadata)?.startsWith('room:') === true,
    );
    const [line] = lines;
    return [
      ...say(`lines in the room ${place}`, lines.length, 1),
      ...say(`line of the room ${place}`, line?.ts, posted),
      ...(line && owner && !visible({ kind: 'message', message: line }).includes(owner)
        ? [`the line of ${place} does not name ${owner}`]
        : []),
    ];
  });
}

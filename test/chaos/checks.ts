import { privateTo, read } from './deeds.ts';
import type { StoredState } from './inside.ts';
import { nameOf, SUPPORT, type World } from './world.ts';

/** Something that a person did, under words that nothing else contains. */
export interface Deed {
  kind: 'note' | 'task' | 'handoff';
  token: string;
  by: string;
  /** The person saw that it is done. */
  done: boolean;
}

/** The words that confirm each kind of deed. */
export const DONE: Readonly<Record<Deed['kind'], RegExp>> = {
  note: /Noted on/,
  task: /Saved\./,
  handoff: /waits for/,
};

/** Everything that is lost, twice or half there; nothing where all is well. */
export function wrongs(world: World, deeds: readonly Deed[], kept: StoredState): string[] {
  return [
    ...deeds.flatMap((deed) => wrongWith(deed, world, kept)),
    ...messagesWrong(world, kept),
    ...handoffsWrong(world, kept),
    ...leftovers(kept),
  ];
}

export function wrongWith(
  { kind, token, done }: Deed,
  { crm }: Pick<World, 'crm'>,
  kept: StoredState,
): string[] {
  const has = (text: string | null): boolean => text?.includes(token) === true;
  const ids = idsOf(kind, has, kept);
  const entries = kept.entries.filter(({ title, body }) => has(title) || has(body));
  const [notes, tasks] = [crm.memory.notes(), crm.memory.tasks()];
  const stored = ids.length;
  const say = (what: string, found: number, wanted: number) =>
    found === wanted ? [] : [`${kind} ${token}: ${found} ${what} instead of ${wanted}`];
  const about = <Item extends { key: string }>(items: readonly Item[]) =>
    items.filter(({ key }) => ids.some((id) => key.includes(id))).length;
  return [
    ...(stored > 1 || (done && stored === 0)
      ? [
          `${kind} ${token}: stored ${stored} times${done ? ', and its author saw that it is done' : ''}`,
        ]
      : []),
    ...say(
      'on the timeline',
      entries.filter(
        ({ id, title }) =>
          (kind !== 'handoff' || title.includes('hands over')) && !/^task:[^:]+:/.test(id),
      ).length,
      stored,
    ),
    ...(kind === 'note'
      ? say('notes in the CRM', notes.filter(({ body }) => has(body)).length, stored)
      : []),
    ...(kind === 'task'
      ? say('tasks in the CRM', tasks.filter(({ what }) => has(what)).length, stored)
      : []),
    ...(kind === 'handoff'
      ? [
          ...say('tasks in the CRM', about(tasks), stored),
          ...say('notes in the CRM', about(notes), stored),
        ]
      : []),
  ];
}

function idsOf(
  kind: Deed['kind'],
  has: (text: string) => boolean,
  { notes, tasks, handoffs }: StoredState,
): string[] {
  if (kind === 'note') return notes.filter(({ body }) => has(body)).map(({ id }) => id);
  if (kind === 'task') return tasks.filter(({ what }) => has(what)).map(({ id }) => id);
  return handoffs.filter(({ reason }) => has(reason)).map(({ id }) => id);
}

/** Every message came, once: by itself or in a gathered one. */
function messagesWrong({ screen }: World, { messages }: StoredState): string[] {
  const posts = screen.messages
    .filter(({ deleted }) => !deleted)
    .flatMap((message) =>
      keyOf(message.metadata) === null ? [] : [{ key: keyOf(message.metadata), ts: message.ts }],
    );
  const twice = [...Map.groupBy(posts, ({ key }) => key)].filter(([, same]) => same.length > 1);
  return [
    ...twice.map(([key, same]) => `posted ${same.length} times: ${key}`),
    ...messages.flatMap(({ key, state, sentAs, why }) => {
      const came = posts.filter((post) => post.key === key || post.ts === sentAs).length;
      // Its note was taken back before it left: whoever posted it was killed before saying so, or nobody did.
      if (state === 'withdrawn')
        return came <= 1 ? [] : [`message ${key} was taken back and came ${came} times`];
      if (state !== 'sent') return [`message ${key} is ${state}${why ? `: ${why}` : ''}`];
      return came === 1 ? [] : [`message ${key} came ${came} times`];
    }),
  ];
}

/** Under which key something was posted. */
export function keyOf(metadata: unknown): string | null {
  const payload =
    typeof metadata === 'object' && metadata !== null && 'event_payload' in metadata
      ? metadata.event_payload
      : null;
  return typeof payload === 'object' && payload !== null && 'key' in payload
    ? String(payload.key)
    : null;
}

/** Checks that only the person who was told that a handoff is theirs has it. */
function handoffsWrong(world: World, { handoffs }: StoredState): string[] {
  // One that was passed on was somebody's in between.
  return handoffs
    .filter(({ passed }) => !passed)
    .flatMap(({ reason, state, holder }) => {
      const told = SUPPORT.filter((email) =>
        privateTo(world, email)
          .map(read)
          .some((text) => text.includes(reason) && text.includes(' is yours')),
      );
      if (told.length > 1)
        return [`handoff ${reason}: ${told.map(nameOf).join(' and ')} were told it is theirs`];
      if (told.length === 1 && (state !== 'accepted' || holder === null))
        return [`handoff ${reason}: ${told[0]} was told it is theirs, and it is ${state}`];
      return [];
    });
}

export const leftovers = ({ writeBacks, failed }: StoredState): string[] => [
  ...writeBacks
    .filter((one) => one.state !== 'done' && !isOvertaken(one, writeBacks))
    .map(({ key, state, fault }) => `write to the CRM ${key} is ${state}: ${fault}`),
  ...failed.map((said) => `given up: ${said}`),
];

/** True for a failed write after which a later version reached the CRM. */
function isOvertaken(
  { key, state }: StoredState['writeBacks'][number],
  all: StoredState['writeBacks'],
): boolean {
  const split = (whole: string) => ({
    subject: whole.slice(0, whole.lastIndexOf(':')),
    version: Number(whole.slice(whole.lastIndexOf(':') + 1)),
  });
  const { subject, version } = split(key);
  return (
    state === 'failed' &&
    all.some(
      (other) =>
        other.state === 'done' &&
        split(other.key).subject === subject &&
        split(other.key).version > version,
    )
  );
}

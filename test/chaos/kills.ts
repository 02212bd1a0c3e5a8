import { type Random, randomFor } from '../../prisma/seed/random.ts';
import type { FakeMessage } from '../bot/slack/fake/screen.ts';
import { type Acting, actFurther, lookFurther, meant, type Step } from './acts.ts';
import { type Deed, DONE, wrongs } from './checks.ts';
import { dialogOf, greet, press, privateTo, read, slash, submit } from './deeds.ts';
import { caughtUp, refuseSome, retried } from './endings.ts';
import { settle } from './setting.ts';
import { workWrongs } from './work-checks.ts';
import {
  type Copy,
  CUSTOMERS,
  moveIn,
  nameOf,
  SALES,
  SUPPORT,
  until,
  type World,
  world,
} from './world.ts';

export interface Killing {
  store: string;
  kills: number;
  seed: string;
  /** No kill after this instant, in milliseconds since 1970: what was done until then is looked through. */
  end?: number;
  /** True: what a killed copy held is freed by the test, false: it is waited for. */
  hurry: boolean;
  log?: (line: string) => void;
}

export interface Outcome {
  kills: number;
  deeds: readonly Deed[];
  /** Steps taken in dialogs, and wins. */
  steps?: readonly Step[];
  /** Of the kills, those at the instant at which the CRM or Slack was called. */
  aimed: number;
  stored: number;
  accepted: number;
  wrong: readonly string[];
}

const TOKEN = /\b[nth]x\d+x\b/;
/** Longer than anybody waits for an answer without one, and than the grid on which a burst is gathered. */
const [LEASE, BURST] = [31_000, 11 * 60_000];

/** People work, the bot is killed again and again; then everything is brought to an end and looked through. */
export async function killing({
  store,
  kills,
  seed,
  hurry,
  end = Number.POSITIVE_INFINITY,
  log = () => {},
}: Killing): Promise<Outcome> {
  const there = await world();
  const random = randomFor(seed);
  const deeds: Deed[] = [];
  const further: Pick<Acting, 'there' | 'random' | 'steps' | 'news'> = {
    there,
    random,
    steps: [],
    news: [],
  };
  const clock = { ahead: 0 };
  /** How long the slowest of the last deeds took: a busy machine must not spare the bot. */
  const slow = { milliseconds: 2000 };
  let [aimed, killed] = [0, 0];
  await moveIn(store);
  await settle(there, store);
  await meet(there, store);
  refuseSome(there);
  const open = (free: boolean): Promise<Copy> =>
    there.start(store, { AHEAD: String(clock.ahead), TAKE_OVER: free ? '1' : '0' });
  try {
    for (let kill = 0; kill < kills && performance.now() < end; kill += 1) {
      if (random.chance(0.5)) clock.ahead += LEASE;
      const copy = await open(random.chance(0.5));
      const doing = Array.from({ length: random.between(2, 4) }, () =>
        busy(slow, () =>
          random.chance(0.5) ? actFurther({ ...further, copy }) : act(there, copy, random, deeds),
        ),
      );
      aimed += (await moment(there, random, slow.milliseconds * 2.5)) ? 1 : 0;
      await copy.kill();
      killed += 1;
      await Promise.all(doing);
      look(there, deeds);
      lookFurther(there, further.steps);
      if (kill % 10 === 9)
        log(
          `${kill + 1} kills, ${deeds.length} deeds, ${deeds.filter(({ done }) => done).length} seen done`,
        );
    }
    const copy = await open(hurry);
    // The end of a weekend is days away: followers hear of the news before the clock is there.
    await copy.tick('tell-followers');
    await settled(copy, hurry);
    await retried(there, copy);
    await caughtUp(copy);
    look(there, deeds);
    lookFurther(there, further.steps);
    const [kept, work] = [await copy.kept(), await copy.work()];
    await copy.stop();
    const gone = work.notes
      .filter(({ deleted, shared }) => deleted || !shared)
      .map(({ body }) => body);
    const standing = deeds.filter(({ token }) => !gone.some((body) => body.includes(token)));
    const wrong = [...wrongs(there, standing, kept), ...workWrongs(there, further, work)];
    return {
      kills: killed,
      deeds,
      steps: further.steps,
      aimed,
      stored: kept.notes.length + kept.tasks.length + kept.handoffs.length,
      accepted: kept.handoffs.filter(({ state }) => state === 'accepted').length,
      wrong,
    };
  } finally {
    await there.close();
  }
}

async function meet(there: World, store: string): Promise<void> {
  const copy = await there.start(store);
  await greet(there, copy);
  await copy.stop();
}

/**
 * The queue is empty, also of what was put off: nobody waits for that, but for the queue to take over what a killed copy
 * held. The clock goes on only where nothing is due: on a busy machine it would run days ahead of the work otherwise.
 */
export async function settled(
  copy: Pick<Copy, 'pending' | 'later'>,
  hurry: boolean,
): Promise<void> {
  const left: { jobs: string[]; since: number } = { jobs: [], since: performance.now() };
  const patience = hurry ? 60_000 : 300_000;
  const empty = async (): Promise<boolean> => {
    const jobs = await copy.pending();
    if (jobs.join() !== left.jobs.join()) left.since = performance.now();
    left.jobs = jobs;
    if (left.jobs.length > 0 && left.jobs.every((job) => /^\S+ later /.test(job))) {
      await copy.later(BURST);
      left.since = performance.now();
    }
    return left.jobs.length === 0;
  };
  // A busy machine is waited for while it gets on.
  await until(
    async () => (await empty()) || performance.now() > left.since + patience,
    'the queue is empty',
    10 * patience,
  );
  if (left.jobs.length > 0)
    throw new Error(`The queue does not get on with ${left.jobs.slice(0, 5).join('\n')}`);
}

/** Waits for the instant at which the bot is to die. True where that is a call to the CRM or to Slack. */
async function moment({ crm, api }: World, random: Random, longest: number): Promise<boolean> {
  const at = random.pick(['time', 'crm', 'slack', 'time']);
  if (at === 'time') return pause(longest * random.next()).then(() => false);
  const calls = random.between(1, 3);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const seen = () =>
    at === 'crm'
      ? crm.calls.length
      : api.calls.filter(({ method }) => method === 'chat.postMessage').length;
  const from = seen();
  const watch = setInterval(() => seen() >= from + calls && resolve(true), 1);
  const end = setTimeout(resolve, longest, false);
  return promise.finally(() => {
    clearInterval(watch);
    clearTimeout(end);
  });
}

const IN_A_ROW = 8;

/** One thing after the other, while there is an answer. The first one after a start takes longest, and says how long the bot may live. */
async function busy(slow: { milliseconds: number }, work: () => Promise<boolean>): Promise<void> {
  for (let deed = 0; deed < IN_A_ROW; deed += 1) {
    const begun = performance.now();
    const answered = await work();
    const took = performance.now() - begun;
    // Without an answer it takes longer than this.
    if (deed === 0)
      slow.milliseconds = answered
        ? Math.max(300, (slow.milliseconds + took) / 2)
        : Math.max(slow.milliseconds, took * 1.2);
    if (!answered) return;
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One person does one thing. True where it was answered. */
async function act(there: World, copy: Copy, random: Random, deeds: Deed[]): Promise<boolean> {
  const by = random.pick(SALES);
  const customer = random.pick(CUSTOMERS);
  const [what, mate] = [random.next(), random.pick(SUPPORT)];
  const deed = (kind: Deed['kind']): Deed => {
    const made: Deed = { kind, token: `${kind.charAt(0)}x${deeds.length}x`, by, done: false };
    deeds.push(made);
    return made;
  };
  const says = async (words: string) => (await slash(there, by, words).to(copy)) !== null;
  if (what < 0.3)
    return says(
      `note ${customer}: ${deed('note').token} wants one invoice, @${nameOf(mate).toLowerCase()}`,
    );
  if (what < 0.45) return note(there, copy, { by, customer, deed });
  if (what < 0.6)
    return says(`task ${customer} @${nameOf(mate).toLowerCase()} ${deed('task').token} call them`);
  if (what < 0.75)
    return says(`handoff ${customer} support "${deed('handoff').token} asks for a dump"`);
  const offered = packets(there, random);
  return offered.length > 0
    ? accept(there, copy, offered)
    : says(`note ${customer}: ${deed('note').token} signs in March`);
}

/** By the dialog; one that stays unanswered is submitted again, as people do. */
async function note(
  there: World,
  copy: Copy,
  { by, customer, deed }: { by: string; customer: string; deed: (kind: 'note') => Deed },
): Promise<boolean> {
  if ((await slash(there, by, `note ${customer}`).to(copy)) === null) return false;
  // Somebody may do something else at the same time, in another dialog.
  const open = () =>
    [dialogOf(there, by)].find((dialog) => dialog && meant(dialog) === 'note.save') ?? null;
  await until(
    () => open() !== null || copy.program.child.signalCode !== null,
    'a dialog',
    2_000,
  ).catch(() => null);
  const view = open();
  if (!view) return copy.program.child.signalCode === null;
  const { token } = deed('note');
  there.screen.closed(there.people.byEmail(by).id);
  const values = { body: `${token} wants it by March` };
  if ((await copy.send(submit(there, by, view, values))) === null) return false;
  return (await copy.send(submit(there, by, view, values))) !== null;
}

interface Packet {
  email: string;
  message: FakeMessage;
}

/** The messages that offer one open handoff to two colleagues. */
function packets(there: World, random: Random): Packet[] {
  const offered = SUPPORT.slice(0, 2).flatMap((email) =>
    privateTo(there, email)
      .filter((message) => read(message).includes('[Accept]'))
      .map((message) => ({ email, message, token: TOKEN.exec(read(message))?.[0] })),
  );
  const one = offered[random.between(0, Math.max(0, offered.length - 1))];
  return offered.filter(({ token }) => token !== undefined && token === one?.token);
}

/** Both press Accept at once. */
async function accept(there: World, copy: Copy, offered: readonly Packet[]): Promise<boolean> {
  const answers = await Promise.all(
    offered.map(({ email, message }) => copy.send(press(there, email, message, 'Accept'))),
  );
  return answers.every((answer) => answer !== null);
}

/** Marks the deeds whose authors have seen that they are done. */
function look(there: World, deeds: readonly Deed[]): void {
  const seen = new Map(SALES.map((email) => [email as string, privateTo(there, email).map(read)]));
  for (const deed of deeds)
    deed.done ||= (seen.get(deed.by) ?? []).some(
      (text) => text.includes(deed.token) && DONE[deed.kind].test(text),
    );
}

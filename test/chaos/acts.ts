import { unpackModalMetadata } from '../../bot/slack/outgoing/modal-metadata.ts';
import type { Random } from '../../prisma/seed/random.ts';
import { actionOf, controls, fieldsOf } from '../bot/slack/fake/look.ts';
import type { FakeMessage, FakeView } from '../bot/slack/fake/screen.ts';
import { dialogOf, press, privateTo, read, slash, submit } from './deeds.ts';
import { type Copy, CUSTOMERS, SALES, SUPPORT, until, type World } from './world.ts';

/** Something that was said in a dialog or told as a win, under words that nothing else contains. */
export interface Step {
  /** The submitted action: `note.change`, `handoff.ask`, `win`… */
  what: string;
  token: string;
  by: string;
  /** The person saw that it is done. */
  done: boolean;
}

export interface Acting {
  there: World;
  copy: Copy;
  random: Random;
  steps: Step[];
  /** Words of what a source brought: worth telling those who follow the customer. */
  news: string[];
}

/** Pressed wherever somebody is offered it; where a dialog opens it is filled in. */
const OFFERED = [
  /^Edit$/,
  /^Edit$/,
  /^(?:Pin|Unpin)$/,
  /^(?:Only my department|Everyone)$/,
  /^Undo$/,
  /^Try again$/,
  /^Done$/,
  /^Reassign$/,
  /^1 hour$/,
  /^Not needed$/,
  /^Open again$/,
  /^Accept$/,
  /^Accept$/,
  /^Decline…$/,
  /^Ask .*…$/,
  /^Answer…$/,
  /^Someone else…$/,
  /^(?:Post it|Keep it)$/,
  /^(?:Post it|Keep it)$/,
  /^Correct$/,
  /^Take it back$/,
  /^Hand over anyway$/,
  /^👏/,
  /^👏/,
] as const;
const EVERYBODY = [...SALES, ...SUPPORT];
const JOBS = ['daily-wins', 'find-renewals', 'refresh-rooms'] as const;

/** One more thing that people or the clock do. True where it was answered. */
export async function actFurther(acting: Acting): Promise<boolean> {
  const { there, copy, random, steps, news } = acting;
  const chance = random.next();
  const customer = random.pick(CUSTOMERS);
  if (chance < 0.15) {
    const step = { what: 'win', token: `wx${steps.length}x`, by: random.pick(SALES), done: false };
    steps.push(step);
    const what = random.pick(['renewed for a year', 'likes the new colours', 'stays with us']);
    if (
      (await slash(there, step.by, `win ${customer} ${step.token} ${what} @mia @lea`).to(copy)) ===
      null
    )
      return false;
    return pressOne(acting, step.by, /^(?:Post it|Keep it)$/, step.token);
  }
  if (chance < 0.22) return copy.tick(random.pick(JOBS));
  if (chance < 0.28) {
    const token = `rx${news.length}x${random.between(0, 999)}x`;
    const came = await copy.news(token, customer);
    if (came) news.push(token);
    return came;
  }
  return pressSome(acting);
}

interface Offer {
  by: string;
  message: FakeMessage;
  label: string;
}

/** Somebody presses one of the things that they are offered, each kind of them as likely as the others. */
async function pressSome(acting: Acting): Promise<boolean> {
  const offers = EVERYBODY.flatMap((by) => offersTo(acting.there, by));
  const kinds = OFFERED.map((label) => offers.filter((offer) => label.test(offer.label))).filter(
    (some) => some.length > 0,
  );
  return pressed(acting, one(acting.random, one(acting.random, kinds) ?? []));
}

/** Presses this on the message with this word. True where it was answered. */
const pressOne = (acting: Acting, by: string, label: RegExp, word: string): Promise<boolean> =>
  pressed(
    acting,
    one(
      acting.random,
      offersTo(acting.there, by).filter(
        (offer) => label.test(offer.label) && read(offer.message).includes(word),
      ),
    ),
  );

const one = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items[random.between(0, Math.max(0, items.length - 1))];

const offersTo = (there: World, by: string): Offer[] =>
  shownTo(there, by).flatMap((message) =>
    labelsOf(message).map((label) => ({ by, message, label })),
  );

async function pressed(acting: Acting, offer: Offer | undefined): Promise<boolean> {
  if (!offer) return true;
  const { by, message, label } = offer;
  if ((await acting.copy.send(press(acting.there, by, message, label))) === null) return false;
  return /…$|^Edit$|^Correct$|^Reassign$/.test(label) ? fillIn(acting, by) : true;
}

const shownTo = (there: World, email: string): FakeMessage[] => [
  ...privateTo(there, email),
  ...there.screen.messages.filter(
    ({ channel, to, deleted, by }) =>
      to === null && !deleted && !by && channel === there.people.channelId('#wins'),
  ),
];

export const labelsOf = (message: FakeMessage): string[] => {
  const surface = { kind: 'message', message } as const;
  const words = controls(surface)
    .flatMap(({ element }) => JSON.stringify(element).match(/"text":"[^"]*"/g) ?? [])
    .map((text) => text.slice(8, -1));
  return [...new Set(words)].filter((label) => actionOf(surface, label) !== null);
};

/** Submits a dialog, and submits it again while there is no answer, as people do. */
async function fillIn({ there, copy, random, steps }: Acting, by: string): Promise<boolean> {
  const opened = await until(
    () => dialogOf(there, by) !== null || copy.program.child.signalCode !== null,
    'a dialog',
    2_000,
  ).then(
    () => dialogOf(there, by),
    () => null,
  );
  if (!opened) return copy.program.child.signalCode === null;
  const step = { what: meant(opened), token: `sx${steps.length}x`, by, done: false };
  steps.push(step);
  there.screen.closed(there.people.byEmail(by).id);
  const submission = submit(there, by, opened, filled(opened, step.token, random));
  if ((await copy.send(submission)) === null) return false;
  return (
    (await copy.send(
      random.chance(0.5)
        ? submission
        : submit(there, by, opened, filled(opened, step.token, random)),
    )) !== null
  );
}

/** The action of this dialog's submit: `note.save`. */
export const meant = (view: FakeView): string =>
  unpackModalMetadata(view.private_metadata ?? '')?.press.action ?? '';

function filled(view: FakeView, token: string, random: Random): Record<string, string> {
  const values: Record<string, string> = {
    body: `${knownToken(view, /\bnx\d+x\b/)}${token} wants it by May`,
    add: `${token} wants it by May`,
    words: `${token} of which day?`,
    what: `${knownToken(view, /\bwx\d+x\b/)}${token} stays with us`,
    who: 'Sam',
    person: random.pick(['Sam', 'Lea']),
  };
  const ids = new Set(fieldsOf({ kind: 'view', view }).map(({ id }) => id));
  return Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)));
}

/** The word by which a note or a win is known stays in it. */
function knownToken(view: FakeView, kind: RegExp): string {
  const [known] = kind.exec(JSON.stringify(view.blocks)) ?? [];
  return known ? `${known} ` : '';
}

/** Marks the steps whose people have seen that they are done: the bot shows these words only then. */
export function lookFurther(there: World, steps: readonly Step[]): void {
  for (const step of steps)
    step.done ||= privateTo(there, step.by).some(
      (message) =>
        read(message).includes(step.token) &&
        (step.what !== 'win' || labelsOf(message).includes('Correct')),
    );
}

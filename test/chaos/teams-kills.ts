import { type Random, randomFor } from '../../prisma/seed/random.ts';
import { buttons, cardText } from '../bot/teams/card-reader.ts';
import type { Sent } from '../bot/teams/microsoft.ts';
import { type Deed, DONE } from './checks.ts';
import { type Killing, type Outcome, settled } from './kills.ts';
import { type Fate, teamsWrongs } from './teams-checks.ts';
import { deliver, greetTeams, opened, press, readBy, submitted, typed } from './teams-deeds.ts';
import { messagesTo, moveInTeams, type TeamsWorld, teamsWorld } from './teams-world.ts';
import { type Copy, CUSTOMERS, nameOf, SALES, SUPPORT, until } from './world.ts';

const TOKEN = /\b[nth]x\d+x\b/;
/** Longer than anybody waits for an answer without one. */
const LEASE = 31_000;

/** People work in Teams, the bot is killed again and again; then everything is brought to an end and looked through. */
export async function teamsKilling({
  store,
  kills,
  seed,
  hurry,
  end = Number.POSITIVE_INFINITY,
  mayLook = true,
  log = () => {},
}: Killing & { mayLook?: boolean }): Promise<Outcome> {
  const there = await teamsWorld({ mayLook });
  const [random, deeds] = [randomFor(seed), [] as Deed[]];
  const people = peopleOf(there, random, deeds);
  let [aimed, killed] = [0, 0];
  await moveInTeams(store);
  try {
    const first = await there.start(store);
    await greetTeams(there, first);
    await first.stop();
    for (let kill = 0; kill < kills && performance.now() < end; kill += 1) {
      if (random.chance(0.5)) there.clock.ahead += LEASE;
      const copy = await there.start(store);
      if (random.chance(0.5)) await copy.takeOver();
      const doing = Array.from({ length: random.between(2, 4) }, () => people.busy(copy));
      aimed += (await moment(there, random, people.slow.milliseconds * 2.5)) ? 1 : 0;
      await copy.kill();
      killed += 1;
      await Promise.all(doing);
      look(there, deeds);
      if (kill % 10 === 9)
        log(
          `${kill + 1} kills, ${deeds.length} deeds, ${deeds.filter(({ done }) => done).length} seen done`,
        );
    }
    const copy = await there.start(store);
    if (hurry) await copy.takeOver();
    await people.again(copy);
    await settled(copy, hurry);
    look(there, deeds);
    const kept = await copy.kept();
    await copy.stop();
    return {
      kills: killed,
      deeds,
      aimed,
      stored: kept.notes.length + kept.tasks.length + kept.handoffs.length,
      accepted: kept.handoffs.filter(({ state }) => state === 'accepted').length,
      wrong: teamsWrongs(there, people.fates(), kept),
    };
  } finally {
    await there.close();
  }
}

/** Waits for the instant at which the bot is to die. True where that is a call to the CRM or a message to Teams. */
async function moment(
  { crm, microsoft }: TeamsWorld,
  random: Random,
  longest: number,
): Promise<boolean> {
  const at = random.pick(['time', 'crm', 'teams', 'time']);
  const end = performance.now() + (at === 'time' ? longest * random.next() : longest);
  const seen = () =>
    at === 'crm'
      ? crm.calls.length
      : microsoft.calls.filter((call) => call.startsWith('POST')).length;
  const wanted = at === 'time' ? Number.POSITIVE_INFINITY : seen() + random.between(1, 3);
  await until(
    () => seen() >= wanted || performance.now() >= end,
    'its time has come',
    longest + 10_000,
  );
  return seen() >= wanted;
}

const IN_A_ROW = 4;

function peopleOf(there: TeamsWorld, random: Random, deeds: Deed[]) {
  /** How long the first deed after a start takes: a busy machine must not spare the bot. */
  const slow = { milliseconds: 2000 };
  /** As what each was typed: Teams sends it until the bot took it, so there is an answer in the end. */
  const typedAs = new Map<Deed, string>();
  /** Handoffs that were asked about, and handed over all the same by the button. */
  const confirmed = new Set<Deed>();
  /** Activities without an answer, which Teams sends again. */
  const unanswered: object[] = [];

  async function says(copy: Copy, email: string, words: string): Promise<boolean> {
    const activity: object & { id?: string } = typed(there, email, words);
    const deed = deeds.find(({ token }) => words.includes(token));
    if (deed && activity.id) typedAs.set(deed, activity.id);
    const answered = (await deliver(there, copy, activity)) !== null;
    if (!answered) unanswered.push(activity);
    return answered;
  }
  const deedOf = (kind: Deed['kind'], by: string): Deed => {
    const made: Deed = { kind, token: `${kind.charAt(0)}x${deeds.length}x`, by, done: false };
    deeds.push(made);
    return made;
  };
  const typing = (kind: Deed['kind'], by: string): string => deedOf(kind, by).token;
  /** By the form; one that stays unanswered is submitted again, as people do. */
  async function note(copy: Copy, by: string, customer: string): Promise<boolean> {
    if (!(await says(copy, by, `note ${customer}`))) return false;
    const on = messagesTo(there, by).findLast(({ card }) =>
      cardText(card).includes('Open the form'),
    );
    const form = on && (await opened(there, copy, { email: by, on, label: 'Open the form' }));
    if (!on || !form) return false;
    const values = { body: `${deedOf('note', by).token} wants it by March` };
    if ((await submitted(there, copy, { email: by, on, form, values })) === null) return false;
    return (await submitted(there, copy, { email: by, on, form, values })) !== null;
  }
  async function act(copy: Copy): Promise<boolean> {
    const again = unanswered.shift();
    if (again) {
      const answered = (await deliver(there, copy, again)) !== null;
      if (!answered) unanswered.push(again);
      return answered;
    }
    const [by, customer, mate, what] = [
      random.pick(SALES),
      random.pick(CUSTOMERS),
      nameOf(random.pick(SUPPORT)).toLowerCase(),
      random.next(),
    ];
    if (what < 0.3)
      return says(copy, by, `note ${customer}: ${typing('note', by)} wants one invoice, @${mate}`);
    if (what < 0.45) return note(copy, by, customer);
    if (what < 0.6)
      return says(copy, by, `task ${customer} @${mate} ${typing('task', by)} call them`);
    const asked = random.pick([undefined, ...questions(there, deeds)]);
    if (asked) {
      confirmed.add(asked.deed);
      return (await press(there, copy, { ...asked, label: ANYWAY })) !== null;
    }
    const offered = packets(there, random);
    if (what < 0.75 || offered.length === 0)
      return says(
        copy,
        by,
        `handoff ${customer} support "${typing('handoff', by)} asks for a dump"`,
      );
    const answers = await Promise.all(
      offered.map((packet) => press(there, copy, { ...packet, label: 'Accept' })),
    );
    return answers.every((answer) => answer !== null);
  }
  return {
    slow,
    /** Only an answer that says so is a promise; but there is one to all that was typed. */
    fates: (): Fate[] => {
      const asked = new Set(questions(there, deeds).map(({ deed }) => deed));
      return deeds.map((deed) => {
        const typed = typedAs.get(deed);
        const answers = messagesTo(there, deed.by).filter(({ replyToId }) => replyToId === typed);
        return {
          deed,
          asked: asked.has(deed) && !confirmed.has(deed),
          silent: typed !== undefined && answers.length === 0,
        };
      });
    },
    /** Teams sends again what is still unanswered. */
    again: (copy: Copy) =>
      Promise.all(unanswered.splice(0).map((activity) => deliver(there, copy, activity))),
    /** One thing after the other, while there is an answer. */
    async busy(copy: Copy): Promise<void> {
      for (let deed = 0; deed < IN_A_ROW; deed += 1) {
        const begun = performance.now();
        const answered = await act(copy);
        const took = performance.now() - begun;
        if (deed === 0)
          slow.milliseconds = answered
            ? Math.max(300, (slow.milliseconds + took) / 2)
            : Math.max(slow.milliseconds, took * 1.2);
        if (!answered) return;
      }
    },
  };
}

const ANYWAY = 'Hand over anyway';

/** Handoffs about which their givers are asked, since the customer is on the way to the same receiver already. */
function questions(
  there: TeamsWorld,
  deeds: readonly Deed[],
): { deed: Deed; email: string; on: Sent }[] {
  return SALES.flatMap((email) =>
    messagesTo(there, email).flatMap((on) => {
      const asked = buttons(on.card).find(({ title }) => title === ANYWAY);
      const token = asked && TOKEN.exec(JSON.stringify(asked.data))?.[0];
      const deed = deeds.find((one) => one.token === token && one.by === email);
      return deed ? [{ deed, email, on }] : [];
    }),
  );
}

/** The messages that offer one open handoff to two colleagues. */
function packets(there: TeamsWorld, random: Random): { email: string; on: Sent }[] {
  const offered = SUPPORT.slice(0, 2).flatMap((email) =>
    messagesTo(there, email)
      .filter(({ card }) => cardText(card).includes('[Accept]'))
      .map((on) => ({ email, on, token: TOKEN.exec(cardText(on.card))?.[0] })),
  );
  const one = offered[random.between(0, Math.max(0, offered.length - 1))];
  return offered.filter(({ token }) => token !== undefined && token === one?.token);
}

/** Marks the deeds whose authors have seen that they are done. */
function look(there: TeamsWorld, deeds: readonly Deed[]): void {
  const seen = new Map(SALES.map((email) => [email as string, readBy(there, email)]));
  for (const deed of deeds)
    deed.done ||= (seen.get(deed.by) ?? []).some(
      (text) => text.includes(deed.token) && DONE[deed.kind].test(text),
    );
}

import { stringsFor } from '../../cards/strings.ts';
import { celebrationsSwitch } from '../../cards/win/actions.ts';
import { celebrationsCard } from '../../cards/win/celebrations-card.ts';
import { isOneOf } from '../../crm/event/event.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import {
  CELEBRATIONS,
  type Celebration,
  type CelebrationSettings,
  type Pace,
  paceOf,
} from '../../crm/store/celebrations.ts';
import { DAY } from '../../crm/time/durations.ts';
import {
  AUTOMATIC,
  CELEBRATED_KINDS,
  type Occasion,
  occasionOf,
  repeatsWin,
  winKindOf,
} from '../../crm/win/automatic.ts';
import { newWin } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import { administratorsOnly } from '../administrators-only.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';

export const celebrations = defineCommand({
  name: 'celebrations',
  listed: 'late',
  usage: 'celebrations [on | off | <kind> at once, daily, rules or off]',
  summary: 'Wins that are posted by themselves, and how many the last month had',
  examples: ['celebrations', 'celebrations on', 'celebrations praise daily'],
  writes: true,
  args: CommandInput,
  async run({ words }, context) {
    const typed = words.trim().toLowerCase();
    if (typed === '') return show(context);
    if (typed === 'on' || typed === 'off') return change({ on: typed === 'on' }, context);
    const pace = readPace(typed);
    const strings = stringsFor(context.reader).win.automatic;
    // The daily post gathers wins of customers, and a target is none.
    if (pace?.target === 'daily' || pace?.target === 'rules')
      throw new Problem('unread-celebration', strings.targetPace);
    if (pace) return change({ paces: pace }, context);
    throw new Problem('unread-celebration', strings.unread(words));
  },
  actions: [on(celebrationsSwitch, change)],
});

const KINDS: readonly (readonly [RegExp, Celebration])[] = [
  [/^deals?(?: won)?$/, 'deal'],
  [/^renewals?$/, 'renewal'],
  [/^(?:expansions?|upsells?)$/, 'expansion'],
  [/^saves?$/, 'save'],
  [/^praises?$/, 'praise'],
  [/^(?:targets?|figures?)$/, 'target'],
];
const PACE: readonly (readonly [RegExp, Pace])[] = [
  [/^(?:at once|at-once|now)$/, 'at-once'],
  [/^(?:daily|in the daily post)$/, 'daily'],
  [/^(?:rules|on|usual)$/, 'rules'],
  [/^off$/, 'off'],
];

function readPace(typed: string): CelebrationSettings['paces'] | null {
  const at = typed.search(/\s(?:at once|at-once|now|daily|in the daily post|rules|on|usual|off)$/);
  const kind = KINDS.find(([pattern]) => pattern.test(typed.slice(0, Math.max(0, at)).trim()))?.[1];
  const pace = PACE.find(([pattern]) => pattern.test(typed.slice(at).trim()))?.[1];
  return at >= 0 && kind && pace ? { [kind]: pace } : null;
}

/** Nothing that happened before it is switched on is celebrated. */
async function change(
  { on: isOn, paces }: { on?: boolean; paces?: CelebrationSettings['paces'] },
  context: Context,
): Promise<Reply> {
  await administratorsOnly(context, 'celebrations');
  const { store, now } = context;
  const before = await store.settings.get('celebrations');
  const switches = isOn === true && before?.on !== true;
  const settings: CelebrationSettings = {
    on: isOn ?? before?.on ?? false,
    since: switches || !before ? now : before.since,
    paces: { ...before?.paces, ...paces },
  };
  await context.audit({
    action: 'settings',
    customer: null,
    detail: { set: 'celebrations', on: settings.on },
  });
  await store.settings.set('celebrations', settings);
  return show(context);
}

async function show(context: Context): Promise<Reply> {
  const { store, person, reader } = context;
  const [settings, place] = await Promise.all([
    store.settings.get('celebrations'),
    store.settings.get('wins-channel'),
  ]);
  const found = (await dryRun(context)).filter(
    ({ celebration }) => paceOf(settings, celebration) !== 'off',
  );
  return {
    kind: 'answer',
    view: celebrationsCard({
      on: settings?.on ?? false,
      paces: CELEBRATIONS.map((celebration) => ({
        celebration,
        pace: paceOf(settings, celebration),
      })),
      hasChannel: place !== null,
      dryRun: CELEBRATIONS.map((celebration) => ({
        celebration,
        n: found.filter((one) => one.celebration === celebration).length,
      })).filter(({ n }) => n > 0),
      maySwitch: isAdministrator(person),
      reader,
    }),
  };
}

const MONTH = 30 * DAY;
const MANY = 1000;

/** The occasions of the last month, each once, without those that somebody told. */
async function dryRun({ store, now }: Context): Promise<Occasion[]> {
  const since = new Date(now.getTime() - MONTH);
  const [events, told] = await Promise.all([
    store.events.between({ since, until: now }, { kinds: CELEBRATED_KINDS, limit: MANY }),
    store.wins.list({ since, until: new Date(now.getTime() + 1), limit: MANY }),
  ]);
  const found: Occasion[] = [];
  const wins: Win[] = told.filter(({ author }) => author !== AUTOMATIC);
  for (const event of events) {
    const occasion = isOneOf(event, CELEBRATED_KINDS) ? await occasionOf(event, store) : null;
    if (!occasion) continue;
    const win = asWin(occasion);
    if (repeatsWin(win, wins)) continue;
    wins.push(win);
    found.push(occasion);
  }
  return found;
}

/** As it is compared with others. */
function asWin(occasion: Occasion): Win {
  const { customerId, about, money, at, event } = occasion;
  return newWin(
    {
      id: `${event.transaction} ${event.id}`,
      customerId,
      kind: winKindOf(occasion),
      what: '',
      difference: null,
      money,
      picture: null,
      credits: [],
      about,
      at,
    },
    AUTOMATIC,
  );
}

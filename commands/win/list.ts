import { stringsFor } from '../../cards/strings.ts';
import { dayOf } from '../../cards/view/format.ts';
import { Month, winsMonth } from '../../cards/win/actions.ts';
import { winListCard } from '../../cards/win/list.ts';
import { Problem } from '../../crm/problem.ts';
import { addMonths, startOfDay } from '../../crm/time/day.ts';
import { MONTH_NAMES } from '../../crm/time/month-names.ts';
import { redactWin } from '../../crm/win/redact.ts';
import { helpAcross } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';

const SHOWN = 8;
const MANY = 1000;

const NAMES = MONTH_NAMES.map((name) => name.toLowerCase());
const MONTH = `{month=last month|${NAMES.join('|')}}`;

export const wins = defineCommand({
  name: 'wins',
  usage: 'wins [month]',
  summary: 'The wins of the month, and which departments helped each other',
  examples: ['wins', 'wins october'],
  phrases: [
    {
      words: [
        'our|the|all|recent|latest|any wins',
        'our|the|any latest|recent|new wins',
        'what did we win|celebrate [lately|recently]',
        'what went well [lately|recently]',
        'any good news [lately|today|this week|this month]',
        'wins of|in|from this month',
        'what did we win this month',
        'wins this month',
        'who won something [lately|recently]',
      ],
      typed: '',
    },
    {
      words: [
        `wins of|in|from|for ${MONTH}`,
        `what did we win in ${MONTH}`,
        '{month=last month|this month} wins',
      ],
      typed: '{month}',
    },
    { words: 'last months wins', typed: 'last month' },
  ],
  readsOnly: true,
  args: CommandInput,
  async run(typed, context) {
    const asked = monthOf(inputText(typed), context);
    if (inputText(typed)) return month(asked, context);
    // In the first days of a month the one before is what there is to read.
    const isEmpty = (await toldIn(asked, context)).length === 0;
    return isEmpty && (await toldIn(moved(asked, -1), context)).length > 0
      ? month(moved(asked, -1), context, { instead: asked })
      : month(asked, context);
  },
  actions: [
    on(winsMonth, async ({ month: asked, skip }, context) =>
      month(asked ?? thisMonth(context), context, { skip }),
    ),
  ],
});

/** Those of a month that stand, newest first. */
async function toldIn(of: string, { store, reader }: Context): Promise<Win[]> {
  const [since, until] = [
    startOfDay(`${of}-01`, reader.zone),
    startOfDay(`${moved(of, 1)}-01`, reader.zone),
  ];
  return (await store.wins.list({ since, until, limit: MANY })).filter(
    ({ state }) => state === 'posted',
  );
}

async function month(
  of: string,
  context: Context,
  { instead = null, skip = 0 }: { instead?: string | null; skip?: number } = {},
): Promise<Reply> {
  const { store, access, reader } = context;
  const [standing, people] = await Promise.all([toldIn(of, context), store.people.all()]);
  const departments = new Map(people.map(({ id, department }) => [id, department]));
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'wins', wins: standing.length },
  });
  const had = new Set(standing.flatMap(({ credits }) => credits.map(({ person }) => person)));
  const count = (kind: string) => standing.filter((win) => win.kind === kind).length;
  return {
    kind: 'answer',
    view: winListCard({
      month: `${of}-01`,
      wins: await Promise.all(
        standing.slice(skip, skip + SHOWN).map((win) => redactWin(win, access, store)),
      ),
      rest: {
        count: standing.length - skip - SHOWN,
        data: { month: of, skip: skip + SHOWN },
      },
      counts: {
        all: standing.length,
        saves: count('save'),
        turnArounds: count('turn-around'),
        people: had.size,
        departments: new Set([...had].flatMap((id) => departments.get(id) ?? [])).size,
      },
      help: helpAcross(standing, (id) => departments.get(id) ?? null),
      earlier: { month: moved(of, -1) },
      later: of < thisMonth(context) ? { month: moved(of, 1) } : null,
      instead: instead && `${instead}-01`,
      reader,
    }),
  };
}

const thisMonth = ({ now, reader }: Context): string => dayOf(now, reader).slice(0, 7);

const moved = (month: string, by: number): string => addMonths(`${month}-01`, by).slice(0, 7);

/** `october` is the last one that began; nothing said is this one. */
function monthOf(typed: string, context: Context): string {
  const now = thisMonth(context);
  const said = typed.toLowerCase().trim();
  if (!said || said === 'this month') return now;
  if (said === 'last month') return moved(now, -1);
  const exact = Month.safeParse(said).data;
  if (exact) return exact;
  const [, name = '', year] = /^([a-z]{3,})\.?(?: (\d{4}))?$/.exec(said) ?? [];
  const named = name ? NAMES.findIndex((month) => month.startsWith(name)) : -1;
  if (named < 0)
    throw new Problem('unread-month', stringsFor(context.reader).win.list.unread(typed));
  const found = `${year ?? now.slice(0, 4)}-${String(named + 1).padStart(2, '0')}`;
  return !year && found > now ? moved(found, -12) : found;
}

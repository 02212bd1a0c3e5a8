import type { z } from 'zod';
import { absenceOver } from '../../cards/absence/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import { day, dayOf } from '../../cards/view/format.ts';
import { firstName } from '../../cards/view/names.ts';
import { problemCard } from '../../cards/view/problem-card.ts';
import { tellOfAbsenceJob } from '../../crm/absence/jobs.ts';
import { dueWhileAway } from '../../crm/handoff/substitute.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import { endOfDay, startOfDay } from '../../crm/time/day.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { whenWords } from '../parse/instant.ts';
import { oneColleague } from '../parse/one-colleague.ts';

const COUNTED = 100;

export const away = defineCommand({
  name: 'away',
  usage: 'away [from <when>] until <when> [cover @colleague]',
  summary: 'What is handed to you goes to somebody else while you are away',
  examples: ['away until monday', 'away from 24 dec until 2 jan cover @lea', 'away', 'away off'],
  phrases: [
    {
      words: [
        'i am away|out|off|gone|unavailable|absent until|till {until}',
        'i will be away|out|off|gone|unavailable|absent until|till {until}',
        'i am on holiday|vacation|leave|pto until|till {until}',
        'i will be on holiday|vacation|leave|pto until|till {until}',
        'i am out of [the] office until|till {until}',
        'i am sick|ill until|till {until}',
      ],
      typed: 'until {until}',
      confirm: true,
    },
    {
      words: '[i am] sick|ill|off {day=today|tomorrow}',
      typed: 'from {day} until {day}',
      confirm: true,
    },
    {
      words: ['i am back [again|from holiday|from vacation]', 'i am back in the office'],
      typed: 'over',
    },
  ],
  writes: true,
  aliases: ['absent', 'vacation'],
  args: CommandInput,
  run: set,
  actions: [on(absenceOver, (_, context) => end(context))],
});

async function set(
  { words, people }: z.output<typeof CommandInput>,
  context: Context,
): Promise<Reply> {
  const { store, person, now, reader } = context;
  const { absence: said } = stringsFor(reader);
  if (words === '' && people.length === 0) return show(context);
  if (/^(?:over|off|back|ended|no)$/i.test(words)) return end(context);
  const read = awayWords(words);
  const until = read?.until ? endOf(read.until, context) : null;
  // Said again while away, it is the same absence that ends at another time.
  const from = read?.from
    ? instant(read.from, context)
    : ((await store.absences.get(person.id, now))?.from ?? now);
  if (!until || !from || until <= now || until <= from) throw new Problem('no-until', said.noUntil);
  const cover = people[0] ? await coverOf(people[0], context) : null;
  await context.audit({
    action: 'settings',
    customer: null,
    detail: {
      set: 'absence',
      from: from.toISOString(),
      until: until.toISOString(),
      covered: cover !== null,
    },
  });
  await store.absences.save({ person: person.id, from, until, cover: cover?.id ?? null });
  const back = until.toISOString();
  await store.commit(
    [
      sendJob(
        tellOfAbsenceJob,
        { person: person.id, until: back },
        {
          key: `absence:${person.id}:${back}:${cover?.id ?? ''}`,
          after: from > now ? from : undefined,
        },
      ),
    ],
    now,
  );
  const waiting = (
    await store.handoffs.list({
      received: person.id,
      department: person.department,
      open: true,
      limit: COUNTED,
    })
  ).filter(({ holder, state }) => holder === person.id && state === 'offered').length;
  const held = await dueWhileAway(person.id, until, store);
  const count = held.tasks.length + held.handoffs.length;
  const lines = [
    cover ? said.covers(firstName(cover.name)) : said.noCover,
    ...(waiting > 0 ? [said.waiting(waiting)] : []),
    ...(count > 0 ? [said.held(count)] : []),
  ];
  return {
    kind: 'answer',
    view: problemCard({ say: said.set(day(dayOf(until, reader), reader)), try: lines.join(' ') }),
  };
}

async function show({ store, person, now, reader }: Context): Promise<Reply> {
  const { absence: said } = stringsFor(reader);
  const [first] = await store.absences.coming(person.id, now);
  if (!first) return { kind: 'answer', view: problemCard({ say: said.present, try: said.how }) };
  const until = day(dayOf(first.until, reader), reader);
  const cover = first.cover && (await store.people.get(first.cover));
  const isAway = first.from <= now;
  return {
    kind: 'answer',
    view: problemCard(
      {
        say: isAway ? said.set(until) : said.coming(day(dayOf(first.from, reader), reader), until),
        try: cover ? said.covers(firstName(cover.name)) : said.noCover,
      },
      [{ kind: 'press', label: isAway ? said.over : said.stay, ...press(absenceOver, {}) }],
    ),
  };
}

/** Ends the absence that is, and takes back those that were to come. */
async function end(context: Context): Promise<Reply> {
  const { store, person, now, reader } = context;
  const coming = await store.absences.coming(person.id, now);
  await context.audit({
    action: 'settings',
    customer: null,
    detail: { set: 'absence', over: true },
  });
  for (const absence of coming)
    await store.absences.save({ ...absence, until: absence.from > now ? absence.from : now });
  const { back, present } = stringsFor(reader).absence;
  return { kind: 'answer', view: { title: coming.length > 0 ? back : present, blocks: [] } };
}

/** Away until Monday is back on Monday. */
function instant(words: string, { now, reader }: Pick<Context, 'now' | 'reader'>): Date | null {
  const read = whenWords(words, { ...reader, now });
  if (!read) return null;
  return read.wholeDay ? startOfDay(dayOf(read.at, reader), reader.zone) : read.at;
}

/** Said on a Monday, “until monday” is the next one: today has begun, so it ends no absence. */
function endOf(words: string, { now, reader }: Context): Date | null {
  const until = instant(words, { now, reader });
  if (!until || until > now) return until;
  const tonight = endOfDay(dayOf(now, reader), reader.zone).getTime() - 1;
  return instant(words, { now: new Date(tonight), reader });
}

async function coverOf(ref: string, context: Context): Promise<Person> {
  const cover = await oneColleague(ref, context);
  if (cover.id === context.person.id)
    throw new Problem('self-cover', stringsFor(context.reader).absence.selfCover);
  return cover;
}

/** `from mon until fri cover`: the words of both ends, the first empty where only the end is said. */
function awayWords(words: string): { from: string; until: string } | null {
  const mark = /(?:^|\s)(?:until|till|to)\s/i.exec(words);
  if (!mark) return null;
  const before = words.slice(0, mark.index);
  if (before !== '' && !/^from\s/i.test(before)) return null;
  return {
    from: before.slice('from'.length).trim(),
    until: words
      .slice(mark.index + mark[0].length)
      .trim()
      .replace(/\s(?:cover(?:ed)?(?:\sby)?|covering)$/i, ''),
  };
}

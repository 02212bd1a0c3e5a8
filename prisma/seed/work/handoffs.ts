import { checklistFor, checkOff } from '../../../crm/handoff/checklist.ts';
import type { Handoff } from '../../../crm/handoff/handoff.ts';
import { advance, type HandoffStep } from '../../../crm/handoff/rules.ts';
import type { Person } from '../../../crm/person/person.ts';
import { company } from '../companies.ts';
import type { Colleague, Team } from '../people.ts';
import type { Journal, JournalEntry } from './journal.ts';

interface Given {
  id: string;
  company: string;
  from: Colleague;
  to: Colleague | { team: Team };
  /** Working days ago, and the giver's clock. */
  at: readonly [days: number, time: string];
  dueAt: Date;
  reason: string;
  promises?: readonly string[];
}

type Then = { at: readonly [days: number, time: string]; title: string } & (
  | { does: 'accept' | 'done'; by: Colleague }
  | { does: 'decline'; by: Colleague; reason: string }
  | { does: 'ask' | 'answer'; by: Colleague; words: string }
  | { does: 'remind' }
);

/** A handoff and what became of it, step by step through the rules of crm/handoff/rules.ts. */
function handOver(journal: Journal, given: Given, then: readonly Then[] = []): void {
  const from = journal.person(given.from);
  const to = typeof given.to === 'string' ? journal.person(given.to) : null;
  const department =
    typeof given.to === 'string' ? journal.person(given.to).department : given.to.team;
  const customerId = journal.customer(given.company);
  const promises = [...(given.promises ?? [])];
  const titles = company(given.company).contacts.map(({ title }) => title);
  let handoff: Handoff = {
    id: given.id,
    customerId,
    version: 1,
    createdAt: journal.ago(...given.at, from),
    from: from.id,
    to: to ? { kind: 'person', person: to.id } : { kind: 'department', department },
    holder: to?.id ?? null,
    rotation: null,
    reason: given.reason,
    promises,
    checklist: checkOff(checklistFor(from.department, department), {
      reason: given.reason,
      promises,
      there: [],
      titles,
    }),
    entries: [],
    dueAt: given.dueAt,
    state: 'offered',
    talk: [],
    decidedAt: null,
    decision: null,
    reminders: 0,
    level: 0,
  };
  const receiver = to ? firstOf(to) : nameOf(department);
  record(journal, handoff, {
    by: from,
    at: handoff.createdAt,
    step: 'offer',
    title: `${firstOf(from)} hands over to ${receiver}: ${given.reason}`,
    body: promises.join('\n') || null,
  });
  for (const next of then) {
    const by = 'by' in next ? journal.person(next.by) : from;
    const now = journal.ago(...next.at, by);
    const outcome = advance(handoff, stepOf(next, by), { department, now });
    if (outcome.kind === 'refused')
      throw new Error(
        `The demo's handoff ${given.id} cannot take the step ${next.does}: ${outcome.why}`,
      );
    handoff = outcome.handoff;
    record(journal, handoff, {
      by: next.does === 'remind' ? { id: null, department } : by,
      at: now,
      step: next.does,
      title: next.title,
      body: null,
    });
  }
}

function stepOf(next: Then, by: Person): HandoffStep {
  if (next.does === 'remind') return { kind: 'remind', level: 0 };
  if (next.does === 'decline') return { kind: 'decline', by, reason: next.reason };
  return next.does === 'ask' || next.does === 'answer'
    ? { kind: next.does, by, words: next.words }
    : { kind: next.does, by };
}

function record(
  journal: Journal,
  handoff: Handoff,
  {
    by,
    at,
    step,
    title,
    body,
  }: { by: JournalEntry['by']; at: Date; step: string; title: string; body: string | null },
): void {
  const { id, version, customerId } = handoff;
  const first = `handoff:${id}`;
  const key = version === 1 ? first : `${first}:${version}:${step}`;
  journal.add({ kind: 'handoff', handoff });
  journal.tell({ id: key, customerId, at, by, kind: 'handoff', title, body });
  for (const kind of ['task', 'note'] as const)
    journal.inCrm(`${key}:${kind}`, { kind, id }, customerId, `${first}:${kind}`);
}

const firstOf = ({ name }: Person): string => name.split(' ')[0] ?? name;
const nameOf = (team: string): string => `${team.charAt(0).toUpperCase()}${team.slice(1)}`;

/** Every department has one to claim; somebody's is late, one is at work, one was declined and one is done. */
export function tellHandoffs(journal: Journal): void {
  const { person, closing, ago, clock } = journal;
  const due = (days: number, of: Colleague) => closing(days, person(of));
  handOver(journal, {
    id: 'demo-havn',
    company: 'havn',
    from: 'tom',
    to: { team: 'onboarding' },
    at: [1, '15:20'],
    dueAt: due(1, 'nina'),
    reason: `Signed yesterday: 60 seats of the Scale plan, starts on ${clock.say(12)}`,
    promises: [`Import of their old system by ${clock.say(21)}`, 'Training in Danish'],
  });
  handOver(journal, {
    id: 'demo-nordlys',
    company: 'nordlys',
    from: 'nina',
    to: { team: 'success' },
    at: [1, '11:40'],
    dueAt: due(2, 'grace'),
    reason:
      'Live in all twelve pharmacies, the start went well; their IT lead is the technical contact',
    promises: ['A call in the first week of every month'],
  });
  handOver(journal, {
    id: 'demo-fjordfisk',
    company: 'fjordfisk',
    from: 'ben',
    to: { team: 'support' },
    at: [1, '13:05'],
    dueAt: due(0, 'paul'),
    reason:
      'The import of the evening catch stops when two boats land at once; it blocks the night shift every day',
  });
  handOver(
    journal,
    {
      id: 'demo-penrose',
      company: 'penrose',
      from: 'aisha',
      to: { team: 'product' },
      at: [2, '10:30'],
      dueAt: due(1, 'elin'),
      reason:
        'Labels come out blank on one of five printers, every time after an update; 40 people, urgent',
    },
    [
      {
        does: 'ask',
        by: 'raj',
        at: [1, '10:10'],
        words: 'Which model is the fifth printer?',
        title: 'Raj asks about the handoff: Which model is the fifth printer?',
      },
      {
        does: 'answer',
        by: 'aisha',
        at: [1, '11:15'],
        words: 'The only one that is not from the same maker; photo is in the ticket.',
        title:
          'Aisha answers about the handoff: The only one that is not from the same maker; photo is in the ticket.',
      },
    ],
  );
  handOver(journal, {
    id: 'demo-brera',
    company: 'brera',
    from: 'marco',
    to: { team: 'sales' },
    at: [1, '14:30'],
    dueAt: due(1, 'ingrid'),
    reason: 'Asked for a demo after the webinar, wants to see Alerts, decides next month',
  });
  handOver(journal, {
    id: 'demo-sakura',
    company: 'sakura',
    from: 'yuki',
    to: { team: 'marketing' },
    at: [2, '10:00'],
    dueAt: due(3, 'priya'),
    reason: 'Wants to tell their story with us, in Japanese; please call Misaki Sato for a date',
  });
  handOver(journal, {
    id: 'demo-granite',
    company: 'granite',
    from: 'darnell',
    to: { team: 'finance' },
    at: [1, '10:15'],
    dueAt: due(2, 'fatima'),
    reason: 'Wants to pay in two halves, renews in 54 days; please say whether we can',
  });
  handOver(journal, {
    id: 'demo-quatre',
    company: 'quatre',
    from: 'fatima',
    to: { team: 'operations' },
    at: [1, '09:50'],
    dueAt: due(2, 'lea'),
    reason:
      'Wants one invoice for each of four sites; the CRM needs four accounts under one, please set them up',
  });
  handOver(
    journal,
    {
      id: 'demo-spree',
      company: 'spree',
      from: 'jo',
      to: 'ana',
      at: [5, '14:10'],
      dueAt: ago(2, '17:00', person('ana')),
      reason: 'Met us at the fair, wants a price for 12 seats, decides this month',
    },
    [{ does: 'remind', at: [1, '09:05'], title: 'The handoff is late at Ana: Ana told' }],
  );
  handOver(journal, {
    id: 'demo-olivar',
    company: 'olivar',
    from: 'sofia',
    to: 'ana',
    at: [1, '12:20'],
    dueAt: due(2, 'ana'),
    reason: 'Wants 12 more seats for the second mill, decides this month, renews in 47 days',
  });
  handOver(
    journal,
    {
      id: 'demo-wolkenpost',
      company: 'wolkenpost',
      from: 'emeka',
      to: 'ben',
      at: [3, '10:20'],
      dueAt: due(3, 'ben'),
      reason: 'All imports done, the start is next week; their engineer is the technical contact',
      promises: ['A call on the first morning'],
    },
    [{ does: 'accept', by: 'ben', at: [3, '11:55'], title: 'Ben accepts the handoff' }],
  );
  handOver(
    journal,
    {
      id: 'demo-moosbach',
      company: 'moosbach',
      from: 'kim',
      to: 'raj',
      at: [5, '11:00'],
      dueAt: ago(3, '17:00', person('raj')),
      reason:
        'Every import doubles the first crate; 6 people, annoying but they can work around it',
    },
    [
      {
        does: 'decline',
        by: 'raj',
        at: [4, '13:30'],
        reason:
          'Not a fault of ours: their file has its header twice. The help page shows where to switch that off.',
        title:
          'Raj declines the handoff: Not a fault of ours: their file has its header twice. The help page shows where to switch that off.',
      },
    ],
  );
  handOver(
    journal,
    {
      id: 'demo-uhrwerk',
      company: 'uhrwerk',
      from: 'ana',
      to: 'ben',
      at: [14, '10:00'],
      dueAt: ago(10, '17:00', person('ben')),
      reason:
        'Renewed for three years on the Team plan, start of the new term is settled; their IT lead is the technical contact',
      promises: ['One review every quarter'],
    },
    [
      { does: 'accept', by: 'ben', at: [14, '10:35'], title: 'Ben accepts the handoff' },
      { does: 'done', by: 'ben', at: [11, '16:10'], title: 'Ben finished the handoff' },
    ],
  );
}

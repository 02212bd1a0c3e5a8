import { after, lasting } from './calendar.ts';
import { type Colleague, emailOf } from './people.ts';
import type { RecordBuilder } from './record-builder.ts';

export interface CaseStory {
  subject: string;
  /** The customer's own words. */
  body: string;
  at: Date;
  by: Colleague;
  priority?: 'low' | 'normal' | 'high' | 'urgent';
  /** Minutes to our first answer; left out while nobody has answered. */
  answered?: number;
  /** Minutes to the solution; left out while it is open. */
  solved?: number;
  solution?: string;
  waiting?: boolean;
  escalated?: boolean;
  /** The first entry's title, where "opened" is not the word. */
  opening?: string;
  csat?: { score: number; comment?: string | undefined; after: number };
}

/** A ticket in the helpdesk with its opening, its solution and what the customer thought of it. Returns its id. */
export function ticket(builder: RecordBuilder, told: CaseStory): string {
  const { subject, at, by, priority = 'normal', answered, solved } = told;
  const id = builder.id('ticket');
  const unsolved = told.waiting ? 'waiting' : 'open';
  builder.add({
    kind: 'ticket',
    source: 'helpdesk',
    externalId: id,
    customer: builder.company.ids.helpdesk,
    subject,
    priority,
    status: solved === undefined ? unsolved : 'solved',
    owner: emailOf(by),
    openedAt: at,
    firstResponseAt: answered === undefined ? null : after(at, answered),
    solvedAt: solved === undefined ? null : after(at, solved),
    escalated: told.escalated ?? false,
    satisfaction: told.csat?.score ?? null,
  });
  const urgent = priority === 'urgent' ? 'Urgent: ' : '';
  tellCase(builder, id, {
    at,
    by,
    title: told.opening ?? `${urgent}"${subject}" opened`,
    body: told.body,
    direction: 'inbound',
  });
  if (solved === undefined) return id;
  tellCase(builder, id, {
    at: after(at, solved),
    by,
    title: `"${subject}" solved in ${lasting(solved)}`,
    body: told.solution,
  });
  if (told.csat)
    csat(builder, { ticket: id, at: after(at, solved + told.csat.after), ...told.csat });
  return id;
}

interface CaseWord {
  at: Date;
  by?: Colleague;
  title: string;
  body?: string | undefined;
  direction?: 'inbound' | 'outbound' | 'internal';
  visibility?: 'everyone' | 'department' | 'managers';
}

/** One more word in a ticket's thread. */
export function tellCase(builder: RecordBuilder, id: string, word: CaseWord): void {
  builder.tell({
    kind: 'ticket',
    channel: word.direction === 'internal' ? 'note' : 'email',
    source: 'helpdesk',
    department: 'support',
    record: { kind: 'ticket', id },
    link: `https://helpdesk.example/tickets/${id}`,
    ...word,
  });
}

function csat(
  builder: RecordBuilder,
  {
    ticket: about,
    at,
    score,
    comment,
  }: { ticket: string; at: Date; score: number; comment?: string | undefined },
): void {
  const id = builder.id('csat');
  builder.add({
    kind: 'survey-answer',
    source: 'helpdesk',
    externalId: id,
    customer: builder.company.ids.helpdesk,
    survey: 'csat',
    score,
    best: 5,
    comment: comment ?? null,
    at,
    ticket: about,
  });
  builder.tell({
    at,
    kind: 'survey',
    channel: 'survey',
    direction: 'inbound',
    source: 'helpdesk',
    title: `Rated the answer ${score} of 5`,
    body: comment,
    record: { kind: 'survey-answer', id },
    link: `https://helpdesk.example/tickets/${about}`,
  });
}

/** "How likely are you to recommend us?", 0 to 10; asked by success, answered by the customer. */
export function nps(
  builder: RecordBuilder,
  at: Date,
  { score, comment }: { score: number; comment?: string | undefined },
): void {
  const id = builder.id('nps');
  builder.add({
    kind: 'survey-answer',
    source: 'crm',
    externalId: id,
    customer: builder.company.ids.crm,
    survey: 'nps',
    score,
    best: 10,
    comment: comment ?? null,
    at,
    ticket: null,
  });
  builder.tell({
    at,
    kind: 'survey',
    channel: 'survey',
    direction: 'inbound',
    department: 'success',
    contact: 0,
    title: `Would recommend us: ${score} of 10`,
    body: comment,
    record: { kind: 'survey-answer', id },
  });
}

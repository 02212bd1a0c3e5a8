import type { DepartmentId, Person } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import type { Mention } from './question.ts';
import { mentionId } from './rules.ts';

/** More people than one question is ever put to. */
const MOST = 60;

/** A question with all who were asked, and the first answer of one of them. */
export interface Question {
  mentions: readonly [Mention, ...Mention[]];
  customer: string;
  from: string;
  /** Where all who were asked are in one. */
  department: DepartmentId | null;
  answered: { by: Person; at: Date; words: string } | null;
}

/** Null where there is none of this name. */
export async function readQuestion(
  id: string,
  { questions, customers, people }: Pick<Store, 'questions' | 'customers' | 'people'>,
): Promise<Question | null> {
  const [first, ...others] = await mentionsOf(id, questions);
  if (!first) return null;
  const mentions = [first, ...others] as const;
  const [customer, from, asked] = await Promise.all([
    customers.name(first.customerId),
    people.get(first.from),
    Promise.all(mentions.map(({ to }) => people.get(to))),
  ]);
  const departments = new Set(asked.map((one) => one?.department));
  const [department = null] = departments.size === 1 ? departments : [];
  return {
    mentions,
    customer: customer ?? '–',
    from: from?.name ?? '–',
    department,
    answered: answerOf(mentions, asked),
  };
}

/** The mentions of one question: one for each colleague who was asked. */
export async function mentionsOf(id: string, questions: Store['questions']): Promise<Mention[]> {
  const mentions: Mention[] = [];
  for (let i = 0; i < MOST; i += 1) {
    const mention = await questions.get(mentionId(id, i));
    if (!mention) break;
    mentions.push(mention);
  }
  return mentions;
}

function answerOf(
  mentions: readonly Mention[],
  people: readonly (Person | null)[],
): Question['answered'] {
  const answers = mentions.flatMap(({ answer, answeredAt, to }) => {
    const by = people.find((person) => person?.id === to);
    return answer && answeredAt && by ? [{ by, at: answeredAt, words: answer }] : [];
  });
  return answers.sort((one, other) => one.at.getTime() - other.at.getTime())[0] ?? null;
}

import type { PersonId } from '../person/person.ts';
import type { Mention } from './question.ts';

/** The receivers of a question. Where it has several, one answer is enough. */
export type NewQuestion =
  | { kind: 'person'; person: PersonId }
  | { kind: 'department'; department: string }
  | { kind: 'team' };

/** One question to several people is several mentions under one name; an id is at most 64 characters long. */
export const mentionId = (question: string, i: number): string => `${question}.${i}`;
export const questionOf = ({ id }: Pick<Mention, 'id'>): string => id.replace(/\.\d+$/, '');

export type AnswerOutcome =
  | { kind: 'answered'; mention: Mention }
  | { kind: 'refused'; why: 'not-yours' };

/** The mention with an answer; a second one is added to the first. */
export function answerMention(
  mention: Mention,
  words: string,
  { by, now }: { by: PersonId; now: Date },
): AnswerOutcome {
  if (by !== mention.to) return { kind: 'refused', why: 'not-yours' };
  const answer =
    mention.answer && mention.answer !== ELSEWHERE ? `${mention.answer}\n${words}` : words;
  return {
    kind: 'answered',
    mention: {
      ...mention,
      answer,
      answeredAt: now,
      version: mention.version + 1,
    },
  };
}

/** Stands for the answer of people who need not answer any more, since a colleague did. */
export const ELSEWHERE = '';

/** Lets go of everybody else who was asked the same. */
export const closeQuestion = (mention: Mention, now: Date): Mention => ({
  ...mention,
  answer: ELSEWHERE,
  answeredAt: now,
  version: mention.version + 1,
});

import { describe, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { type Person, PersonId } from '../../../crm/person/person.ts';
import type { Mention } from '../../../crm/question/question.ts';
import { mentionsOf, readQuestion } from '../../../crm/question/read.ts';
import {
  answerMention,
  closeQuestion,
  ELSEWHERE,
  mentionId,
  questionOf,
} from '../../../crm/question/rules.ts';
import type { Store } from '../../../crm/store/store.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const LATER = new Date('2026-11-24T11:00:00Z');
const [ANA, BEN, KIM] = ['ana', 'ben', 'kim'].map((id) => PersonId.parse(id)) as [
  PersonId,
  PersonId,
  PersonId,
];
const person = (id: PersonId, department: string): Person => ({
  id,
  name: id,
  email: `${id}@company.example`,
  title: null,
  department,
  role: 'member',
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  active: true,
});
const mention = (over: Partial<Mention> = {}): Mention => ({
  id: mentionId('q', 0),
  customerId: CustomerId.parse('acme'),
  version: 1,
  createdAt: NOW,
  from: ANA,
  to: BEN,
  words: 'Who signs?',
  noteId: null,
  answer: null,
  answeredAt: null,
  ...over,
});

describe('an answer', () => {
  test('is only given by who was asked', () =>
    expect(answerMention(mention(), 'Dana', { by: KIM, now: LATER })).toEqual({
      kind: 'refused',
      why: 'not-yours',
    }));
  test.each([
    [null, 'Dana', 'Dana'],
    ['Dana', 'or Omar', 'Dana\nor Omar'],
    [ELSEWHERE, 'Dana', 'Dana'],
    ['x'.repeat(3000), 'Dana', `${'x'.repeat(3000)}\nDana`],
  ])('to what was answered with %j', (before, words, after) =>
    expect(
      answerMention(mention({ answer: before, version: 3 }), words, { by: BEN, now: LATER }),
    ).toEqual({
      kind: 'answered',
      mention: mention({ answer: after, answeredAt: LATER, version: 4 }),
    }),
  );
  test('lets go of the others', () =>
    expect(closeQuestion(mention({ version: 3 }), LATER)).toEqual(
      mention({ answer: '', answeredAt: LATER, version: 4 }),
    ));
});

test('one question is known by all its mentions, also one that has a dot and a number in it', () => {
  expect(mentionId('q', 12)).toBe('q.12');
  expect(questionOf({ id: 'q.12' })).toBe('q');
  expect(questionOf({ id: 'q.1.12' })).toBe('q.1');
  expect(questionOf({ id: 'q.1x' })).toBe('q.1x');
});

/** A store of these mentions and people, and nothing else. */
const parts = (
  mentions: readonly Mention[],
  people: readonly Person[] = [],
  customer: string | null = 'Acme',
): Pick<Store, 'questions' | 'customers' | 'people'> => ({
  questions: {
    get: async (id: string) => mentions.find((one) => one.id === id) ?? null,
  } as Partial<Store['questions']> as Store['questions'],
  customers: { name: async () => customer } as Partial<Store['customers']> as Store['customers'],
  people: {
    get: async (id: PersonId) => people.find((one) => one.id === id) ?? null,
  } as Partial<Store['people']> as Store['people'],
});

describe('a question', () => {
  const people = [person(ANA, 'sales'), person(BEN, 'support'), person(KIM, 'support')];
  const both = [mention(), mention({ id: 'q.1', to: KIM })];

  test('that was never asked is none', async () =>
    expect(await readQuestion('q', parts([]))).toBeNull());

  test('is read with everybody who was asked', async () =>
    expect(await readQuestion('q', parts(both, people))).toEqual({
      mentions: both,
      customer: 'Acme',
      from: 'ana',
      department: 'support',
      answered: null,
    }));

  test('asks as many as there are, up to sixty', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => mention({ id: mentionId('q', i) }));
    for (const [count, read] of [
      [3, 3],
      [60, 60],
      [61, 60],
    ] as const)
      expect(await mentionsOf('q', parts(many(count)).questions)).toHaveLength(read);
    expect(await mentionsOf('q', parts([mention({ id: 'q.1' })]).questions)).toEqual([]);
  });

  test('to people of two departments is put to no department', async () => {
    const two = [people[0]!, people[1]!, person(KIM, 'finance')];
    expect((await readQuestion('q', parts(both, two)))?.department).toBeNull();
  });

  test('says so where the customer or who asked is gone', async () =>
    expect(await readQuestion('q', parts(both, [], null))).toMatchObject({
      customer: '–',
      from: '–',
      department: null,
      answered: null,
    }));

  test('has the first answer of whoever gave one, in words', async () => {
    const answered = [
      mention({ answer: 'Omar', answeredAt: LATER }),
      mention({ id: 'q.1', to: KIM, answer: 'Dana', answeredAt: NOW }),
    ];
    for (const order of [
      answered,
      [...answered].map((one, i) => ({ ...answered[1 - i]!, id: one.id })),
    ])
      expect((await readQuestion('q', parts(order, people)))?.answered).toEqual({
        by: people[2],
        at: NOW,
        words: 'Dana',
      });
  });

  test.each([
    ['a colleague answered instead', { answer: ELSEWHERE, answeredAt: NOW }],
    ['it has no time', { answer: 'Dana', answeredAt: null }],
    ['nobody knows who it was', { answer: 'Dana', answeredAt: NOW, to: PersonId.parse('gone') }],
  ])('is not answered where %s', async (_, over) =>
    expect((await readQuestion('q', parts([mention(over)], people)))?.answered).toBeNull(),
  );
});

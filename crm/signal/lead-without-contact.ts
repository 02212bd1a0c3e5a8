import { daysBetween } from '../time/day.ts';
import { isTouch } from '../timeline/touch.ts';
import { daysInWords, defineSignal, ENTRIES, STAGES_CHANGED, textOf } from './rule.ts';

/** One that nobody wrote to for so long is an old address and no lead. */
const COLD_DAYS = 90;

/** A lead came, and none of us was in touch yet. */
export const leadWithoutContact = defineSignal({
  id: 'lead-without-contact',
  name: 'Lead without contact',
  meaning: (days) =>
    `A lead is here for ${daysInWords(days)} or more, and nobody was in touch yet.`,
  threshold: { unit: 'days', usual: 2, least: 1, most: 30 },
  kinds: ['customer-added', ...ENTRIES, ...STAGES_CHANGED],
  holds: false,
  field: 'identity',
  find({ customer, talks, today }, days) {
    const { stage, since, id, name } = customer;
    const age = since ? daysBetween(since, today) : -1;
    if (stage !== 'lead' || !since || age < days || age > COLD_DAYS || talks.some(isTouch))
      return null;
    return {
      key: since,
      detail: { since },
      causes: [{ kind: 'customer', source: 'rapport', id, at: null, name }],
    };
  },
  tell: ({ since }, words) => ({
    title: `a lead since ${words.day(textOf(since))}, and nobody was in touch`,
    more: null,
    next: 'write to them today, or say that it is no lead',
  }),
});

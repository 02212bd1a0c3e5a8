import { daysBetween } from '../time/day.ts';
import { DAY } from '../time/durations.ts';
import {
  contactIn,
  defineSignal,
  ENTRIES,
  isOurs,
  lastTouchIn,
  STAGES_CHANGED,
  talkCause,
  textOf,
} from './rule.ts';

/** A customer who was spoken to within a fortnight is not left alone. */
const QUIET_DAYS = 14;

/** The renewal comes near, and nobody speaks to them. */
export const renewalWithoutContact = defineSignal({
  id: 'renewal-without-contact',
  name: 'Renewal without contact',
  meaning: (days) =>
    `A renewal is ${days} days ahead or less, and nobody was in touch for ${QUIET_DAYS} days.`,
  threshold: { unit: 'days', usual: 60, least: 7, most: 180 },
  kinds: ['renewal-moved', 'renewal-near', ...ENTRIES, ...STAGES_CHANGED],
  holds: false,
  field: 'identity',
  onCard: { line: 'silent', always: false },
  find(facts, days) {
    const { renewsOn } = facts.customer;
    const ahead = renewsOn ? daysBetween(facts.today, renewsOn) : -1;
    if (!renewsOn || !isOurs(facts) || ahead < 0 || ahead > days) return null;
    const touch = lastTouchIn(facts.talks);
    if (touch && facts.at.getTime() - touch.at.getTime() < QUIET_DAYS * DAY) return null;
    return {
      key: renewsOn,
      detail: {
        renewsOn,
        last: touch?.at.toISOString() ?? null,
        by: touch?.person ?? null,
        contact: contactIn(facts),
      },
      causes: [
        { kind: 'renewal', source: 'renewal', id: renewsOn, at: null, name: null },
        ...(touch ? [talkCause(touch)] : []),
      ],
    };
  },
  tell: ({ renewsOn, last, by, contact }, words) => ({
    title: `renews ${words.fromToday(textOf(renewsOn))}, ${last ? `no contact for ${words.since(textOf(last))}` : 'and nobody was in touch yet'}`,
    more: last ? `last by ${textOf(by)}, ${words.when(textOf(last))}` : null,
    next: contact
      ? `call ${textOf(contact)} about the renewal on ${words.day(textOf(renewsOn))}`
      : `call them about the renewal on ${words.day(textOf(renewsOn))}`,
  }),
});

import { stringsFor } from '../../cards/strings.ts';
import type { MessageKind } from '../../crm/notification/message.ts';
import type { Delivery, NotificationPreference } from '../../crm/notification/preferences.ts';
import { Problem } from '../../crm/problem.ts';
import { instantAt, nextSlot } from '../../crm/time/clock.ts';
import { dayIn, endOfDay } from '../../crm/time/day.ts';
import { DAY, HOUR, MINUTE } from '../../crm/time/durations.ts';
import type { Context } from '../command.ts';
import { whenWords } from '../parse/instant.ts';

const KINDS: readonly [RegExp, MessageKind][] = [
  [/^handoffs?$/, 'handoff'],
  [/^tasks?$/, 'task'],
  [/^mentions?$/, 'mention'],
  [/^(?:follow(?:s|ed|ing)?|news)$/, 'followed'],
  [/^signals?$/, 'signal'],
  [/^wins?$/, 'win'],
  [/^digests?$/, 'digest'],
  [/^summar(?:y|ies)$/, 'summary'],
];
const DELIVERIES: readonly [RegExp, Delivery][] = [
  [/^(?:at once|now|instantly|immediately)$/, 'at-once'],
  [/^hourly$/, 'hourly'],
  [/^daily$/, 'daily'],
  [/^(?:never|muted|mute|off)$/, 'muted'],
];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MORNING = '08:00';
const NONE = /^(?:off|none|no|never)$/;
const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

/** Reads the words after `me` as a change of settings. Throws a `Problem` that says how to write it. */
export function settingOf(
  typed: string,
  { kinds }: NotificationPreference,
  { reader, now }: Pick<Context, 'reader' | 'now'>,
): Partial<NotificationPreference> {
  const words = typed.toLowerCase();
  const [first = '', ...others] = words.split(' ');
  const rest = others.join(' ');
  const isOff = NONE.test(rest);
  switch (first) {
    case 'mute':
    case 'unmute': {
      const kind = kindOf(rest);
      if (!kind) break;
      const { [kind]: _, ...without } = kinds;
      return { kinds: first === 'mute' ? { ...kinds, [kind]: 'muted' } : without };
    }
    case 'quiet':
      return { quiet: isOff ? null : quietOf(rest, reader) };
    case 'off':
    case 'days':
      return { daysOff: isOff ? [] : daysOf(rest.replace(/^off /, ''), reader) };
    case 'daily':
      return { dailyAt: clockOf(rest.replace(/^at /, ''), reader) };
    case 'snooze':
      return { snoozedUntil: isOff ? null : untilOf(rest, { reader, now }) };
    case 'named':
      if (/^(?:yes|no|on|off)$/.test(rest)) return { named: /^(?:yes|on)$/.test(rest) };
      break;
    default: {
      const kind = kindOf(first);
      const delivery = DELIVERIES.find(([pattern]) => pattern.test(rest))?.[1];
      if (kind && delivery) return { kinds: { ...kinds, [kind]: delivery } };
    }
  }
  throw new Problem('unread-setting', stringsFor(reader).notifications.unread.setting(typed));
}

const kindOf = (word: string): MessageKind | undefined =>
  KINDS.find(([pattern]) => pattern.test(word))?.[1];

type Asked = Pick<Context, 'reader'>['reader'];

/** `8`, `8:30`, `08.30`, `6pm` → `18:00`. */
export function clockOf(typed: string, reader: Asked): string {
  const [, hours = '', minutes = '00', half] =
    /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/.exec(typed.trim().toLowerCase()) ?? [];
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours);
  if (hours === '' || hour > 23 || Number(minutes) > 59)
    throw new Problem('unread-clock', stringsFor(reader).notifications.unread.clock(typed));
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** `18:00-08:00`, `18–8`, `from 6pm to 8am`. */
export function quietOf(
  typed: string,
  reader: Asked,
): NonNullable<NotificationPreference['quiet']> {
  const said = typed
    .trim()
    .toLowerCase()
    .replace(/^from /, '');
  const between = /(?<=.)(?:[-–—]|until|to)/.exec(said);
  const from = said.slice(0, between?.index).trim();
  const to = between ? said.slice(between.index + between[0].length).trim() : '';
  if (!from || !to)
    throw new Problem('unread-quiet', stringsFor(reader).notifications.unread.quiet(typed));
  return { from: clockOf(from, reader), to: clockOf(to, reader) };
}

/** `sat sun`, `saturday, sunday`, `weekend`. */
function daysOf(typed: string, reader: Asked): number[] {
  const names = typed
    .replace(/weekends?/g, 'sat sun')
    .split(/[\s,]+|\band\b/)
    .filter(Boolean);
  const days = names.map((name) => DAYS.indexOf(name.slice(0, 3)) + 1);
  if (days.length === 0 || days.includes(0))
    throw new Problem(
      'unread-setting',
      stringsFor(reader).notifications.unread.setting(`off ${typed}`),
    );
  return checkedDays(days, reader);
}

export function checkedDays(days: readonly number[], reader: Asked): number[] {
  const unique = [...new Set(days)].sort();
  if (unique.length > 6)
    throw new Problem('every-day-off', stringsFor(reader).notifications.unread.everyDay);
  return unique;
}

/** `2h`, `30 min`, `until tomorrow`, `until 14:00`. */
function untilOf(typed: string, { reader, now }: Pick<Context, 'reader' | 'now'>): Date {
  const [, amount = '', unit = ''] = /^(?:for )?(\d{1,3})\s*(m|h|d)[a-z]*$/.exec(typed) ?? [];
  if (amount) return new Date(now.getTime() + Number(amount) * (UNITS[unit] ?? 0));
  const until = typed.replace(/^until /, '');
  if (until === 'tomorrow')
    return nextSlot(
      endOfDay(dayIn(now, reader.zone), reader.zone),
      { clock: MORNING },
      reader.zone,
    );
  const read = /^\d{1,2}(?:[:.]\d{2})?$/.test(until) ? null : whenWords(until, { ...reader, now });
  if (!read) return nextSlot(now, { clock: clockOf(until, reader) }, reader.zone);
  // Until a day is until its morning.
  const morning = instantAt(dayIn(read.at, reader.zone), MORNING, reader.zone);
  return read.wholeDay && morning > now ? morning : read.at;
}

import { z } from 'zod';
import { pressFromTeams, valuesFromTeams } from '../../../cards/view/teams/adaptive-card.ts';
import type { Ask } from '../../platform.ts';

/** The verb of our own buttons that ask something again, as whoever presses them. */
export const ASK_VERB = 'teams.ask';
/** Bytes that a card carries twice, in its button and to fetch itself. */
const CARRIED = 10_000;

const Deferred = z.object({
  deferred: z.object({
    ask: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('words'), words: z.string() }),
      z.object({
        kind: z.literal('press'),
        action: z.string(),
        data: z.unknown().optional(),
        values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      }),
    ]),
    /** The asker; anybody else is told to ask for themselves. No secret, since everybody asks only as themselves. */
    asker: z.string().nullable(),
    /** The activity with which it was asked first: Teams fetches such a card again and again, and it is to be done once. */
    first: z.string().max(500).optional(),
  }),
});

/** The answer to an earlier activity, shown to its asker again: nothing is asked for it, and nothing is done. */
export const Earlier = z.object({
  first: z.string().max(500),
  asker: z.string().max(200),
  /** The asker's name, where the card says nothing else. */
  name: z.string().max(200).optional(),
});
export type Earlier = z.infer<typeof Earlier>;
const WithEarlier = z.object({ earlier: Earlier });

export const readEarlier = (data: unknown): Earlier | null =>
  WithEarlier.safeParse(data).data?.earlier ?? null;

export interface ReceivedAsk {
  ask: Ask;
  asker: string | null;
  first: string | null;
}

/** Whether a card can carry what was asked; it carries all of it or nothing. */
export const isCarried = (ask: Ask): boolean => Buffer.byteLength(JSON.stringify(ask)) <= CARRIED;

/** The data with which a button can ask the same later. */
export function deferredData(
  ask: Ask,
  asker: string | null,
  first?: string,
): z.infer<typeof Deferred> {
  return {
    deferred: {
      ask: ask.kind === 'words' ? ask : { ...ask, values: copyValues(ask.values) },
      asker,
      ...(first && { first }),
    },
  };
}

/** Reads the request of a press, or null where it is none of ours. A client sent it, so nothing in it is trusted. */
export function readAsk(data: unknown, verb?: string): ReceivedAsk | null {
  const later = Deferred.safeParse(data).data?.deferred;
  if (later)
    return {
      asker: later.asker,
      first: later.first ?? null,
      ask: later.ask.kind === 'words' ? later.ask : { ...later.ask, data: later.ask.data },
    };
  const press = pressFromTeams(data, verb);
  return (
    press && {
      asker: null,
      first: null,
      ask: { kind: 'press', ...press, values: valuesFromTeams(data) },
    }
  );
}

function copyValues(
  values: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      typeof value === 'string' ? value : [...value],
    ]),
  );
}

import type { Person } from '../../crm/person/person.ts';
import type { Context } from '../command.ts';
import { whichColleague } from '../parse/which-colleague.ts';

/** The outcome for the people who are named in a note. */
export interface Telling {
  told: readonly string[];
  notTold: readonly string[];
  unknown: readonly string[];
  /** More than one note tells. */
  beyond: readonly string[];
  /** Were asked, and may not read it any more. */
  letGo: readonly string[];
}

export const NOBODY: Telling = { told: [], notTold: [], unknown: [], beyond: [], letGo: [] };

export interface NamedPeople extends Pick<Telling, 'unknown' | 'beyond'> {
  found: readonly Person[];
}

const REF = /(?<=^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}._%+-]*(?:@[\p{L}\p{N}.-]+)?)/gu;
const MOST = 10;

/** The colleagues whom a text names and `before` did not, and the text with `@ana` for what a platform makes of a mention. */
export async function mentionedIn(
  text: string,
  context: Context,
  before = '',
): Promise<{ body: string; people: NamedPeople }> {
  const body = text.replace(REF, (_, ref: string) => `@${shortly(ref)}`);
  const known = new Set(refsIn(before));
  const named = [...new Set(refsIn(text))].filter((ref) => !known.has(shortly(ref)));
  const [refs, beyond] = [named.slice(0, MOST), named.slice(MOST)];
  const meant = await Promise.all(
    refs.map(async (ref) => ({ ref, who: await whichColleague(ref, context) })),
  );
  const found = meant.flatMap(({ who }) => (who === 'nobody' || Array.isArray(who) ? [] : [who]));
  return {
    body,
    people: {
      found: [...new Map(found.map((person) => [person.id, person])).values()],
      unknown: meant.flatMap(({ ref, who }) =>
        who === 'nobody' || Array.isArray(who) ? [`@${shortly(ref)}`] : [],
      ),
      beyond: beyond.map((ref) => `@${shortly(ref)}`),
    },
  };
}

const refsIn = (text: string): string[] =>
  [...text.matchAll(REF)].map(([, ref = '']) => ref.replace(/[._%+-]+$/, ''));
const shortly = (ref: string): string => ref.replace(/@.*$/, '');

import { LONGEST as NOTE } from '../text/limits.ts';
import type { Note } from './note.ts';
import { goesToCrm, noteText } from './rules.ts';

/** A CRM takes 65,536 characters. */
const LONGEST = 65_000;

/** A note's texts in the system in which it stands too. */
export interface TextsThere {
  /** The one that both sides had last; null where nothing arrived there yet, or nobody kept it. */
  agreed: string | null;
  /** The one that was sent last: it may have arrived without an answer. */
  sent: string | null;
  /** Those that were sent before it, newest first: each may have arrived without an answer, and late. */
  sentBefore: readonly string[];
  /** Somebody's change there that does not go with ours: its author chooses. */
  theirs: string | null;
}

export const NO_TEXTS: TextsThere = { agreed: null, sent: null, sentBefore: [], theirs: null };

/** All that others may read of a note, where everybody reads it. */
export const textThere = (note: Note): string =>
  goesToCrm(note) ? noteText(note).slice(0, LONGEST) : '';

/** A system may keep other blanks and line ends than it was given. */
export const sameText = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && plain(one) === plain(other);

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Somebody's text that `ours` would be written over. Null where it may be: nobody asked (no `known`), nothing stands
 * there, or one of our own texts does.
 */
export const othersText = (
  there: string | null,
  ours: string,
  known: readonly string[] | undefined,
): string | null =>
  known && there && plain(there) !== '' && ![ours, ...known].some((text) => sameText(text, there))
    ? there
    : null;

/** The texts that stand there by our own doing. */
export const knownTexts = ({ agreed, sent, sentBefore }: TextsThere): string[] =>
  [agreed, sent, ...sentBefore].filter((text) => text !== null);

/** `adopt`: only they changed it. `conflict`: both sides did. */
export type EditDecision = 'none' | 'adopt' | 'conflict';

/** Decides about a note of ours by its text there; null where it was deleted, which an empty one is as well. */
export function decideEdit(note: Note, texts: TextsThere, theirs: string | null): EditDecision {
  // Nothing of it is to stand there, so nothing of it comes from there.
  if (!goesToCrm(note)) return 'none';
  const ours = textThere(note);
  const isUnchangedHere = sameText(ours, texts.agreed);
  if (theirs === null || plain(theirs) === '') return isUnchangedHere ? 'adopt' : 'none';
  const isOurs = [ours, ...knownTexts(texts), ...formerTexts(note)].some((text) =>
    sameText(text, theirs),
  );
  if (isOurs) return 'none';
  const words = ownWords(note, theirs);
  const fits = words !== null && words.length <= NOTE.note;
  return isUnchangedHere && fits ? 'adopt' : 'conflict';
}

/** A write that was under way may show an earlier version of ours. */
const formerTexts = (note: Note): string[] =>
  note.history.map(({ body }) => noteText({ body, origin: note.origin }));

/** A text from there as the note's own words; the message that a note keeps stays as it was, whatever it says there. */
export function takenWords(note: Pick<Note, 'origin'>, theirs: string): string {
  const words = ownWords(note, theirs);
  if (words !== null || !note.origin) return words ?? theirs.trim();
  const [first = ''] = noteText({ body: '', origin: note.origin }).split('\n');
  const at = `\n${theirs}`.lastIndexOf(`\n${first}`);
  return (at < 0 ? theirs : theirs.slice(0, at)).trim();
}

/** The author's words in a text from there, without the message that the note keeps; null where that was changed. */
export function ownWords({ origin }: Pick<Note, 'origin'>, theirs: string): string | null {
  if (!origin) return theirs.trim();
  const kept = noteText({ body: '', origin });
  const text = theirs.trim();
  return text.endsWith(kept) ? text.slice(0, text.length - kept.length).trim() : null;
}

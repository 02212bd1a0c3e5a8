import { htmlOfText, textOfHtml } from '../../text/html.ts';
import { BETWEEN, plainName } from '../byline.ts';

/**
 * HubSpot keeps no key of ours, so the last line of what is written there carries it: by it a write whose answer was
 * lost is found again, and what comes back when HubSpot is read is known to be ours. The name of an author for whom
 * Rapport writes stands before it: `Rapport · Ana Ruiz · note:…`.
 */
const MARK = /(?:^|\n)Rapport · (?:[^·\n]{1,200} · )?(\S{1,200})$/;

export function withKey(text: string, key: string, byName: string | null = null): string {
  const mark = ['Rapport', byName && plainName(byName), key].filter(Boolean).join(BETWEEN);
  return `${text === '' ? '' : `${htmlOfText(text)}<br>`}${htmlOfText(mark)}`;
}

/** Our key in the words of a note or a task; null where somebody else wrote it. */
export const keyOfText = (words: string): string | null => MARK.exec(words)?.[1] ?? null;

/** The words of what we wrote, without the line that carries our key. */
export const wordsOfHtml = (html: string | null | undefined): string =>
  textOfHtml(html ?? '').replace(MARK, '');

export const keyOfHtml = (html: string | null | undefined): string | null =>
  keyOfText(textOfHtml(html ?? ''));

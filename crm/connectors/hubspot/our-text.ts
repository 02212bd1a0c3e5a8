import { htmlOfText, textOfHtml } from '../../text/html.ts';

/**
 * HubSpot keeps no key of ours, so the last line of what is written there carries it: by it a write whose answer was
 * lost is found again, and what comes back when HubSpot is read is known to be ours.
 */
const MARK = /(?:^|\n)Rapport · (\S{1,200})$/;

export const withKey = (text: string, key: string): string =>
  `${text === '' ? '' : `${htmlOfText(text)}<br>`}${htmlOfText(`Rapport · ${key}`)}`;

/** Our key in the words of a note or a task; null where somebody else wrote it. */
export const keyOfText = (words: string): string | null => MARK.exec(words)?.[1] ?? null;

/** The words of what we wrote, without the line that carries our key. */
export const wordsOfHtml = (html: string | null | undefined): string =>
  textOfHtml(html ?? '').replace(MARK, '');

export const keyOfHtml = (html: string | null | undefined): string | null =>
  keyOfText(textOfHtml(html ?? ''));

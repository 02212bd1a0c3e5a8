import { GROUPING } from './decimal.ts';

export type TokenKind = 'number' | 'word' | 'blank' | 'mark';

/** A piece of a text; all tokens together are the whole text. */
export interface Token {
  kind: TokenKind;
  text: string;
  at: number;
}

const KINDS = ['number', 'word', 'blank', 'mark'] as const;

const GROUPED = String.raw`\p{Nd}{1,3}(?:[${GROUPING}]\p{Nd}{3}(?!\p{Nd}))+(?:[.,]\p{Nd}+)?`;
const PLAIN = String.raw`(?:[.,](?=\p{Nd}))?\p{Nd}+(?:[.,'’٬٫]\p{Nd}+)*\p{No}?|\p{No}`;
// A sign of Chinese or Korean is a word by itself: they stand side by side without blanks.
const WORD = String.raw`[\p{sc=Han}\p{sc=Hangul}]|円|(?:(?![\p{sc=Han}\p{sc=Hangul}])\p{L}[\p{M}\u200c\u200d]*)+`;
const TOKEN = new RegExp(
  String.raw`(?<number>${GROUPED}|${PLAIN})|(?<word>${WORD})|(?<blank>[\s\p{Zs}]+)|(?<mark>[^])`,
  'gu',
);

/** Cuts a text into numbers, words, blanks and single other signs, in time linear in its length. */
export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(TOKEN)].map(({ groups, index, 0: found }) => ({
    kind: KINDS.find((kind) => groups?.[kind] !== undefined) ?? 'mark',
    text: found,
    at: index,
  }));

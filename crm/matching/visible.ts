import { trimMarks } from '../text/trim-marks.ts';

/** Signs that turn, join or part what stands around them, and blanks of no width: no part of a name or a number. */
const UNSEEN = /[\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]|\u034f/gu;
/** Within a word they hold Indic letters and the parts of an emoji together. */
const JOINER = /[\u200c\u200d]/;
const HELD = /[^\s\p{Cf}\p{Cc}]/u;

/** A text as people see it: one line, single blanks, nothing invisible. Empty where there is nothing to see. */
export function visibleText(text: string): string {
  const plain = text.replace(/\s+/g, ' ');
  return plain
    .replace(UNSEEN, (sign, at: number) => {
      const isWithin = HELD.test(plain.charAt(at - 1)) && HELD.test(plain.charAt(at + 1));
      return JOINER.test(sign) && isWithin ? sign : '';
    })
    .replace(/\s+/g, ' ')
    .trim();
}

const INVISIBLE = /[\p{Cf}\p{Cc}]/gu;

/** Without anything invisible, joiners too: for what is compared and not shown. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** Marks that a chat or a sentence puts around words: quotes, bullets, code, emphasis, punctuation. */
const AROUND = {
  before: /[\s*_~`>•·▪‣◦"'“”„‟‘’‚«»‹›()[\]{}<,;:!¡¿-]/u,
  after: /[\s*_~`"'“”„‟‘’«»‹›()[\]{}>,;:!?.…]/u,
};

/** The words without the marks around them; as they are where nothing would remain. */
export function bareWords(typed: string): string {
  const bare = trimMarks(typed, AROUND);
  return bare === '' ? typed.trim() : bare;
}

import type { Context } from '../command.ts';

/** Scripts that are written without spaces between the words. */
const RUN = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー々]{2,}/gu;
/** Of a run, so far into it; a name in it, so long. */
const [READ, SHORTEST, LONGEST_NAME] = [24, 2, 12];
/** As many as one statement looks up. */
const TRIED = 200;

export interface Unspaced {
  name: string;
  /** Where it stands in the text. */
  from: number;
  to: number;
}

/** A customer's name inside a text that has no spaces: `例示食品に電話する`. The longest one; null where there is none. */
export async function unspacedName(
  text: string,
  { customers }: Pick<Context['store'], 'customers'>,
): Promise<Unspaced | null> {
  const tried = [...text.matchAll(RUN)]
    .flatMap(({ 0: run, index }) => partsOf(run, index))
    .slice(0, TRIED);
  const found = await Promise.all(tried.map(({ name }) => customers.named(name)));
  return (
    tried
      .filter((_, i) => found[i] !== null)
      .toSorted((one, other) => other.name.length - one.name.length || one.from - other.from)[0] ??
    null
  );
}

/** Each piece of a run that may be a name. The scripts' rarer letters are two units long, so it counts letters. */
function partsOf(run: string, index: number): Unspaced[] {
  const letters = [...run].slice(0, READ);
  const starts = letters.map((_, at) => index + letters.slice(0, at).join('').length);
  return letters.flatMap((_, at) =>
    Array.from({ length: LONGEST_NAME - SHORTEST + 1 }, (_none, i) => i + SHORTEST)
      .filter((length) => at + length <= letters.length)
      .map((length) => {
        const name = letters.slice(at, at + length).join('');
        const from = starts[at] ?? index;
        return { name, from, to: from + name.length };
      }),
  );
}

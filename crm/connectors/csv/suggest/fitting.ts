import type { Fields } from '../../mapping/mapping.ts';
import type { ValueSpec } from '../../mapping/value-spec.ts';

type Has = (column: string) => boolean;

const columnsIn = (words: string): string[] =>
  [...words.matchAll(/\{([^{}]*)\}/g)].map(([, inside = '']) => inside.split('|')[0]?.trim() ?? '');
const isThere = (words: string, has: Has): boolean => columnsIn(words).every(has);

/** The fields of which a file has the columns; of the others, as much as it has. */
export function fittingFields(fields: Fields, has: Has): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, spec]) => {
      const fitting = fittingValue(spec, has);
      return fitting === null ? [] : [[field, fitting]];
    }),
  );
}

function fittingValue(spec: ValueSpec, has: Has): ValueSpec | null {
  if (typeof spec === 'string') return fittingText(spec, has);
  if (Array.isArray(spec)) return fittingChoice(spec, has);
  if ('map' in spec) return isThere(spec.map, has) ? spec : (spec.else ?? null);
  if ('money' in spec) {
    const { money, ...parts } = spec;
    if (!isThere(money, has)) return null;
    const fitting = Object.entries(parts).filter(([, part]) => part && isThere(part, has));
    return fitting.length === 0 ? money : { money, ...Object.fromEntries(fitting) };
  }
  return spec;
}

/** Without the pieces in brackets whose columns are not there. */
function fittingText(words: string, has: Has): string | null {
  const left = words.replaceAll(/\[[^[\]]*\]/g, (piece) => (isThere(piece, has) ? piece : ''));
  return left !== '' && isThere(left, has) ? left : null;
}

function fittingChoice(
  choices: Extract<ValueSpec, readonly unknown[]>,
  has: Has,
): ValueSpec | null {
  const fitting = choices.flatMap(({ when, use }) => {
    const conditions = typeof when === 'string' ? [when] : (when ?? []);
    const value = fittingValue(use, has);
    return value === null || !conditions.every((one) => isThere(one, has))
      ? []
      : [{ ...(when !== undefined && { when }), use: value }];
  });
  const [only, ...more] = fitting;
  if (!only) return null;
  return more.length === 0 && !('when' in only) ? only.use : fitting;
}

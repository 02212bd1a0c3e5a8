import { Problem } from '../crm/problem.ts';
import {
  RETENTION_KINDS,
  type Retention,
  type RetentionKind,
  retentionBy,
} from '../crm/retention/kinds.ts';
import { throwAll } from './wrong-settings.ts';

const SET = RETENTION_KINDS.filter(({ variable }) => variable !== null);

/** The variables that say how long kinds of data are kept. */
export const retentionSettings = (): { name: string; meaning: string }[] =>
  SET.flatMap(({ variable, holds, ...kind }) =>
    variable === null
      ? []
      : {
          name: variable,
          meaning: `days for which is kept: ${holds}; ${daysOf(kind)} where it is not set, off for ever`,
        },
  );

const daysOf = ({ days }: Pick<RetentionKind, 'days'>): string =>
  days === null ? 'off' : String(days);

/** Reads them. Throws a `Problem` that names each wrong one and what it should be. */
export function retentionOf(given: Readonly<Record<string, string | undefined>>): Retention {
  const problems: Problem[] = [];
  const retention = retentionBy((kind) => {
    const value = kind.variable === null ? undefined : given[kind.variable];
    if (value === undefined) return kind.days;
    if (value === 'off') return null;
    const days = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
    if (days >= kind.least && days <= kind.most) return days;
    problems.push(wrong(kind));
    return kind.days;
  });
  throwAll(problems);
  return retention;
}

const wrong = ({ variable, least, most, holds }: RetentionKind): Problem =>
  new Problem('config', {
    say: `${variable} cannot be used: it has to be a number of days from ${least} to ${most}, or off.`,
    try: `It says how long is kept: ${holds}.`,
  });

/** The README's table: a line for each kind. */
export const retentionRows = (): string[] =>
  RETENTION_KINDS.map(({ id, holds, days, variable, least, most }) => {
    const set = variable === null ? 'fixed' : `\`${variable}\`, ${least} to ${most}, or \`off\``;
    return `| ${id} | ${holds} | ${days === null ? 'for ever' : `${days} ${days === 1 ? 'day' : 'days'}`} | ${set} |`;
  });

/** Ends the id of the hour that belongs to a day's field. */
const HOUR_OF = '~hour';

/** The two inputs of a field for a day and an hour, and how their values become one again. */
export const hourId = (id: string): string => `${id}${HOUR_OF}`;

/** Of the input for the hour, under the day's own. */
export const HOUR_LABEL = 'At what time?';

const DAY = /^\d{4}-\d{2}-\d{2}/;
const CLOCK = /(?:^|[ T])((?:[01]\d|2[0-3]):[0-5]\d)$/;

/** `2026-12-04 15:00` → `2026-12-04`; undefined where it is no day. */
export function dayIn(value: string | undefined): string | undefined {
  const [day] = DAY.exec(value ?? '') ?? [];
  return day && !Number.isNaN(Date.parse(day)) ? day : undefined;
}

/** `2026-12-04 15:00`, `15:00` → `15:00`; undefined where there is none. */
export const clockIn = (value: string | undefined): string | undefined =>
  CLOCK.exec(value ?? '')?.[1];

/** Puts each hour behind its day; an hour without a day stands alone. */
export function withHours<Value>(
  entries: readonly (readonly [string, Value | string])[],
): (readonly [string, Value | string])[] {
  const hours = new Map(
    entries.flatMap(([id, value]) =>
      id.endsWith(HOUR_OF) && typeof value === 'string'
        ? [[id.slice(0, -HOUR_OF.length), value] as const]
        : [],
    ),
  );
  const days = entries.filter(([id]) => !id.endsWith(HOUR_OF));
  const alone = [...hours].filter(([id]) => !days.some(([day]) => day === id));
  return [
    ...days.map(([id, value]) =>
      hours.has(id) && typeof value === 'string'
        ? ([id, `${value} ${hours.get(id)}`] as const)
        : ([id, value] as const),
    ),
    ...alone,
  ];
}

import { LRUCache } from 'lru-cache';

interface Limits {
  now: () => Date;
  /** Milliseconds. */
  age: number;
  /** Past this many values, the one that was used longest ago is forgotten. */
  size: number;
}

/** Values that are forgotten some time after they were put, by the clock that is handed in. */
export interface ExpiringMap<Value> {
  /** The value that was put less than `age` milliseconds ago; the map's own age is the longest. */
  get(key: string, age?: number): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

export function expiringMap<Value extends NonNullable<unknown>>({
  now,
  age: longest,
  size,
}: Limits): ExpiringMap<Value> {
  // By `max` it would take the room for all of them now, which is a good part of a start.
  const values = new LRUCache<string, Value>({
    maxSize: size,
    sizeCalculation: () => 1,
    ttl: longest,
    ...clockOf(now),
  });
  return {
    get(key, age = longest) {
      const elapsed = longest - values.getRemainingTTL(key);
      // Where the clock was set back, a value may come from its future: that one counts as old.
      return elapsed >= 0 && elapsed < Math.min(age, longest) ? values.get(key) : undefined;
    },
    set: (key, value) => void values.set(key, value),
    delete: (key) => void values.delete(key),
  };
}

/** Makes an `LRUCache` judge ages by this clock alone; by itself it would believe one reading for a millisecond of real time. */
export const clockOf = (now: () => Date) => ({
  perf: { now: () => now().getTime() },
  ttlResolution: 0,
});

export interface Cache<Value> {
  /** The value under this key where it is younger than `age` milliseconds, at most the cache's own, else what `ask` finds. */
  get(key: string, ask: () => Promise<Value>, age?: number): Promise<Value>;
  put(key: string, value: Value): void;
  has(key: string): boolean;
}

/** Remembers answers for a while; the same question asked at once is asked once, and a failure is forgotten. */
export function cacheFor<Value>({
  size = 5000,
  ...limits
}: Omit<Limits, 'size'> & { size?: number }): Cache<Value> {
  const answers = expiringMap<Promise<Value>>({ ...limits, size });
  return {
    get(key, ask, age) {
      const found = answers.get(key, age);
      if (found) return found;
      const asked = ask();
      answers.set(key, asked);
      asked.catch(() => {
        if (answers.get(key) === asked) answers.delete(key);
      });
      return asked;
    },
    put: (key, value) => answers.set(key, Promise.resolve(value)),
    has: (key) => answers.get(key) !== undefined,
  };
}

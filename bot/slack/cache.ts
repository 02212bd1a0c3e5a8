export interface Cache<Value> {
  /** The value under this key when younger than `age` milliseconds (at most the cache's own), else what `ask` finds. */
  get(key: string, ask: () => Promise<Value>, age?: number): Promise<Value>;
  put(key: string, value: Value): void;
  has(key: string): boolean;
}

/** Remembers answers for a while; the same question asked at once is asked once, and a failure is forgotten. */
export function cacheFor<Value>({
  now,
  age,
  size = 5000,
}: {
  now: () => Date;
  age: number;
  size?: number;
}): Cache<Value> {
  const known = new Map<string, { value: Promise<Value>; at: number }>();
  const fresh = (key: string, limit: number) => {
    const found = known.get(key);
    return found && now().getTime() - found.at < Math.min(limit, age) ? found.value : null;
  };
  const keep = (key: string, value: Promise<Value>): Promise<Value> => {
    known.delete(key);
    known.set(key, { value, at: now().getTime() });
    const [oldest] = known.keys();
    if (known.size > size && oldest !== undefined) known.delete(oldest);
    return value;
  };
  return {
    get(key, ask, limit = age) {
      const found = fresh(key, limit);
      if (found) return found;
      const asked = keep(key, ask());
      asked.catch(() => {
        if (known.get(key)?.value === asked) known.delete(key);
      });
      return asked;
    },
    put: (key, value) => void keep(key, Promise.resolve(value)),
    has: (key) => fresh(key, age) !== null,
  };
}

const MOST = 10_000;

/** Does the same work for the same thing once: a card asks Intl for the same few days again and again, and it is slow to answer. */
export function remembering<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= MOST) known.clear();
    const value = work(key);
    known.set(key, value);
    return value;
  };
}

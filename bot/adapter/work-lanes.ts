/** Lets so many works run at once; the others wait in the order in which they came. */
export interface WorkLanes {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** True where a work that comes now has to wait for others. */
  isFull(): boolean;
}

export function workLanes(width: number): WorkLanes {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(work) {
      if (running >= width) await new Promise<void>((go) => waiting.push(go));
      else running += 1;
      try {
        return await work();
      } finally {
        // The lane is handed on, so that nobody who comes now overtakes; requests that came in meanwhile are read first.
        const next = waiting.shift();
        if (next) setImmediate(next);
        else running -= 1;
      }
    },
    isFull: () => running >= width,
  };
}

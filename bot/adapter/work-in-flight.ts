export interface WorkInFlight {
  /** Gives the work back, and remembers it until it ends. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Waits for everything that was begun: a platform that stops finishes what is in flight. */
  settled(): Promise<void>;
}

export function workInFlight(): WorkInFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      running.add(work);
      const end = () => running.delete(work);
      work.then(end, end);
      return work;
    },
    settled: async () => void (await Promise.allSettled(running)),
  };
}

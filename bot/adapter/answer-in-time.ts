/** Waits so many milliseconds for the result of `work`, else gives undefined. */
export async function resultWithin<Result>(
  milliseconds: number,
  work: Promise<Result>,
): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * The early answer: shows the result when it is there. A slow one is announced first ("Looking…", a typing sign), and
 * `show` then gets what `announce` gave, to put the result in its place; it gets null where nothing was announced.
 */
export async function answerInTime<Result, Announcement>(
  work: Promise<Result>,
  {
    patience,
    announce,
    show,
  }: {
    /** In milliseconds. */
    patience: number;
    announce(): Promise<Announcement>;
    show(result: Result, announcement: Announcement | null): Promise<void>;
  },
): Promise<void> {
  const early = await resultWithin(patience, work);
  if (early !== undefined) return show(early, null);
  const announcement = await announce();
  await show(await work, announcement);
}

/** The text without the signs around it that match; each pattern is asked about one character. Costs no more than the text's length, which `/[.,]+$/` does not. */
export function trimMarks(
  text: string,
  { before, after }: { before: RegExp; after: RegExp },
): string {
  let [start, end] = [0, text.length];
  while (start < end && before.test(text.charAt(start))) start += 1;
  while (end > start && after.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

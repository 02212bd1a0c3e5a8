/** Without these characters at its ends, found from there: a pattern that ends in `$` would try every run of them inside. */
export function trimmed(words: string, marks: string): string {
  let [start, end] = [0, words.length];
  while (start < end && marks.includes(words.charAt(start))) start += 1;
  while (end > start && marks.includes(words.charAt(end - 1))) end -= 1;
  return words.slice(start, end);
}

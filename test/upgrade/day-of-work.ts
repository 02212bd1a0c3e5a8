/** The note that a person of the demo organisation writes in every version. */
export const NOTE = 'asks for one invoice a year';

/** It waits as a draft: three customers look like “acme”. */
export const DRAFT = 'wants to know who decides';

/** In words that every version takes. */
const SAYS = [
  `note acme industries: ${NOTE}`,
  'acme industries',
  'acme industries timeline',
  'work',
  `note acme: ${DRAFT}`,
];

/** A person of the demo organisation works with the bot whose playground is at this address. */
export async function dayOfWork(url: string): Promise<void> {
  for (const words of SAYS) await says(url, words);
}

/** The whole answer of the playground, as JSON. */
export async function says(url: string, words: string): Promise<string> {
  const response = await fetch(`${url}/playground/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ person: 'ana@rapport.example', words, place: 'direct' }),
  });
  if (!response.ok) throw new Error(`“${words}” was answered with ${response.status}`);
  return response.text();
}

const LONGEST = 100;
const ENDING = /\.[\p{L}\p{N}]{1,10}$/u;

/**
 * A file's name as another system may keep it: without separators of paths, without characters that a header, a shell
 * or a disk reads as something else, and of at most 100 characters; its ending stays.
 */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, '')
    .replace(/[/\\:*?"<>|;%]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const ending = ENDING.exec(plain)?.[0] ?? '';
  const stem = [...plain.slice(0, plain.length - ending.length)]
    .slice(0, LONGEST - ending.length)
    .join('')
    .trim();
  return stem === '' ? `file${ending}` : `${stem}${ending}`;
}

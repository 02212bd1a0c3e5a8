import { describe, expect, test } from 'vitest';
import { clip, headOf } from '../../../crm/text/cut.ts';

const FAMILY = '👩‍👩‍👧';

describe('a text is cut between characters', () => {
  test.each([
    ['a surrogate pair', '😀'],
    ['a family of joined emoji', FAMILY],
    ['a letter and its accent', 'e\u0301'],
    ['a flag', '🇩🇪'],
    ['a syllable with its vowel sign', 'नि'],
    ['a line break', '\r\n'],
  ])('%s stays whole', (_, character) => {
    const text = `${'x'.repeat(20)}${character}${'y'.repeat(20)}`;
    for (let max = 0; max <= text.length; max += 1) {
      const head = headOf(text, max);
      expect(text.startsWith(head)).toBe(true);
      expect(head.length).toBeLessThanOrEqual(max);
      const within = head.length > 20 && head.length < 20 + character.length;
      expect(within, `${max}`).toBe(false);
    }
  });

  test('flags in a row are cut between flags', () => {
    expect(headOf('🇩🇪🇫🇷🇮🇹', 6)).toBe('🇩🇪');
    expect(headOf('🇩🇪🇫🇷🇮🇹', 8)).toBe('🇩🇪🇫🇷');
  });

  test('a preview says that there is more, and is no longer than it may be', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
    expect(clip(`abc${FAMILY}`, 6)).toBe('abc…');
  });
});

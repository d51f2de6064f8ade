import { describe, expect, it } from 'vitest';
import { piecesOf } from './pieces';

const hits = (text: string, typed: string) => piecesOf(text, typed).filter((piece) => piece.hit).map((piece) => piece.text);

describe('piecesOf', () => {
  it('marks every word wherever it stands, whatever its width and case', () => {
    expect(hits('炼钢工艺 ＥｍｐRoster 工艺', '工艺 emp')).toEqual(['工艺', 'Ｅｍｐ', '工艺']);
  });
  it('gives the whole text back', () => {
    for (const typed of ['', ' ', '工', '𠮷', '(.*']) expect(piecesOf('𠮷(.*工', typed).map((piece) => piece.text).join('')).toBe('𠮷(.*工');
  });
});

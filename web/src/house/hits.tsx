// A text with what was searched for marked in it.
import { piecesOf } from './pieces';

export function Hits({ text, words }: { text: string; words: string }) {
  return <>{piecesOf(text, words).map((piece, n) => (piece.hit ? <mark key={n}>{piece.text}</mark> : piece.text))}</>;
}

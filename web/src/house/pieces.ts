// Where typed words stand in a text, for marking them. Width and case do not count, as in search.

export interface Piece {
  text: string;
  hit: boolean;
}

// One unit of text stays one unit, so that places in the folded text are places in the text.
function folded(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[A-Z]/g, (c) => c.toLowerCase());
}

export function piecesOf(text: string, typed: string): Piece[] {
  const within = folded(text);
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of folded(typed).split(/[ \u3000]+/)) {
    if (!word) continue;
    for (let at = within.indexOf(word); at >= 0; at = within.indexOf(word, at + word.length)) marked.fill(true, at, at + word.length);
  }
  const out: Piece[] = [];
  for (let at = 0; at < text.length; at++) {
    const last = out[out.length - 1];
    if (last && last.hit === marked[at]) last.text += text[at];
    else out.push({ text: text[at] ?? '', hit: marked[at] ?? false });
  }
  return out;
}

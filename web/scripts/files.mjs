// Every file below a folder, sorted, as paths with forward slashes.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export function files(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = below ? `${below}/${entry.name}` : entry.name;
      return entry.isDirectory() ? files(folder, path) : [path];
    })
    .sort();
}

// Every resource file here but those that come with their pages (../diagnosis.ts, ../operations.ts), under its own name: common.json holds the keys common.*
const found = import.meta.glob<Record<string, unknown>>(['./*.json', '!./diagnosis.json', '!./operations.json'], { eager: true, import: 'default' });

const all: Record<string, Record<string, unknown>> = {};
for (const [path, resource] of Object.entries(found)) all[path.slice(2, -5)] = resource;
export default all;

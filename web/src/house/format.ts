// Numbers, sizes and times as people read them. Times are shown in China's zone whatever the browser's is.
const zone = 'Asia/Shanghai';
const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hour12: false, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });

type Clock = { date: string; time: string; seconds: string };

function clock(iso: string): Clock | null {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return null;
  const part: Record<string, string> = {};
  for (const { type, value } of parts.formatToParts(at)) part[type] = value;
  const hour = part.hour === '24' ? '00' : part.hour; // Chromium below 80 writes midnight as 24
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${hour}:${part.minute}`, seconds: part.second ?? '' };
}

export const none = '—';

export function formatTime(iso: string | null | undefined): string {
  const at = iso ? clock(iso) : null;
  return at ? `${at.date} ${at.time}` : none;
}
// In narrow columns: the year only where it is not this one.
export function formatShort(iso: string | null | undefined, now: Date = new Date()): string {
  const at = iso ? clock(iso) : null;
  if (!at) return none;
  const year = clock(now.toISOString())?.date.slice(0, 5) ?? '';
  return `${at.date.startsWith(year) ? at.date.slice(5) : at.date} ${at.time}`;
}
export function formatSeconds(iso: string | null | undefined): string {
  const at = iso ? clock(iso) : null;
  return at ? `${at.date} ${at.time}:${at.seconds}` : none;
}
export function formatDate(iso: string | null | undefined): string {
  const at = iso ? clock(iso) : null;
  return at ? at.date : none;
}

// Values in problem parameters: times become readable, everything else is written as it is.
export function isoTimeText(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return formatSeconds(value);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

// A day as chosen in a date field, in China's zone, as the instant the API wants.
export function dayStart(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString();
}
export function dayEnd(day: string): string {
  return new Date(`${day}T23:59:59.999+08:00`).toISOString();
}

// A place begins with the item it is in; beside the item only the rest is wanted.
export function placeWithin(place: string, item: string): string {
  return place.startsWith(item) ? place.slice(item.length).replace(/^[\s:·]+/, '') : place;
}

export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function formatBytes(value: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let size = value, unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return unit === 0 ? `${value} B` : `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

export function formatPercent(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 1 ? '<1' : Math.round(percent)}%`;
}

export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

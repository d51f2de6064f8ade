// Fetches a file and hands it to the browser, so that a refusal is worded here and not saved as the file.
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { problemFrom, problemOf } from '@/api/problem';
import { useNotices } from './confirm';

function nameOf(response: Response, fallback: string): string {
  const header = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(header)?.[1] ?? fallback;
}

async function save(address: string, fallback: string): Promise<void> {
  const response = await fetch(address, { credentials: 'same-origin' });
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameOf(response, fallback);
  document.body.appendChild(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

type Props = { address: string; name: string; children: ReactNode; link?: boolean; label?: string };

export function DownloadButton({ address, name, children, link = false, label }: Props) {
  const { failed } = useNotices();
  const [busy, setBusy] = useState(false);
  const start = () => {
    setBusy(true);
    save(address, name)
      .catch((error: unknown) => failed(problemOf(error)))
      .finally(() => setBusy(false));
  };
  if (link) {
    return (
      <button type="button" className="link-button" disabled={busy} onClick={start} aria-label={label}>
        {children}
      </button>
    );
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={start}>
      {children}
    </Button>
  );
}

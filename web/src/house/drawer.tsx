// The detail drawer. It is open exactly while its parameter is in the URL; Esc closes it and clears the URL.
import { Drawer } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { Boundary } from './boundary';

type Props = { open: boolean; title: ReactNode; actions?: ReactNode; onClose: () => void; children: ReactNode };

export function DetailDrawer({ open, title, actions, onClose, children }: Props) {
  // Printing prints what is read: the drawer instead of the page under it (print.css).
  useEffect(() => {
    if (!open) return undefined;
    document.documentElement.setAttribute('data-drawer', '');
    return () => document.documentElement.removeAttribute('data-drawer');
  }, [open]);
  return (
    <Drawer open={open} onClose={onClose} title={title} extra={actions} size={Math.min(720, window.innerWidth)} destroyOnHidden>
      <Boundary>{children}</Boundary>
    </Drawer>
  );
}

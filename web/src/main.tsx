import '@/app/nonce';
import '@/styles/tokens.css';
import '@/styles/base.css';
import '@/styles/shell.css';
import '@/styles/house.css';
import '@/styles/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from '@/api/hooks';
import { AppearanceProvider } from '@/app/appearance';
import { Router } from '@/app/router';
import { Boundary } from '@/house/boundary';
import { startI18n } from '@/i18n';

void startI18n().then(() => {
  createRoot(document.getElementById('root')!).render(
    <QueryClientProvider client={makeQueryClient()}>
      <AppearanceProvider>
        <Boundary>
          <Router />
        </Boundary>
      </AppearanceProvider>
    </QueryClientProvider>,
  );
});

// An error boundary: odd data breaks one panel, not the page. A page whose code could not be fetched (server gone, or another version by now)
// says so; only loading anew helps then.
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const notFetched = /dynamically imported module|Importing a module script failed/;

function Broken({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation();
  const away = notFetched.test(error.message);
  return (
    <div className="state" role="alert">
      <h3>{away ? t('states.error') : t('states.broken')}</h3>
      <p>{away ? t('errors.unreachable') : t('states.brokenText')}</p>
      <button type="button" className="link-button" onClick={away ? () => window.location.reload() : retry}>
        {t('states.retry')}
      </button>
    </div>
  );
}

export class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    return error ? <Broken error={error} retry={() => this.setState({ error: null })} /> : this.props.children;
  }
}

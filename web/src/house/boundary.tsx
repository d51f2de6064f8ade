// An error boundary: odd data breaks one panel, not the page.
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

function Broken({ retry }: { retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="state" role="alert">
      <h3>{t('states.broken')}</h3>
      <p>{t('states.brokenText')}</p>
      <button type="button" className="link-button" onClick={retry}>
        {t('states.retry')}
      </button>
    </div>
  );
}

export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Broken retry={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

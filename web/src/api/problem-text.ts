// Words for problems. A conflict says who and when; where the server sent words in both languages those are the most exact; else the code is
// worded here, and a code nobody has worded is named.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isoTimeText } from '@/house/format';
import type { ApiProblem } from './problem';

const own = ['by', 'until']; // parameters the console's own words use

export function useProblemText(): (problem: ApiProblem) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    ({ code, params }) => {
      const sent = params[i18n.language];
      if (typeof sent === 'string' && sent && !own.some((name) => name in params)) {
        return typeof params.where === 'string' && params.where ? `${sent} (${params.where})` : sent;
      }
      if (!i18n.exists(`errors.${code}`)) return t('errors.general', { code });
      const words: Record<string, string> = { by: '', at: '', until: '' };
      for (const [name, value] of Object.entries(params)) words[name] = isoTimeText(value);
      return t(`errors.${code}`, words);
    },
    [t, i18n],
  );
}

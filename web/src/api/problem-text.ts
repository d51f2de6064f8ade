// Words for problems. A code nobody has worded yet gets the general sentence and is named.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isoTimeText } from '@/house/format';
import type { ApiProblem } from './problem';

export function useProblemText(): (problem: ApiProblem) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (problem) => {
      const key = `errors.${problem.code}`;
      if (!i18n.exists(key)) return t('errors.general', { code: problem.code });
      const params: Record<string, string> = {};
      for (const [name, value] of Object.entries(problem.params)) params[name] = isoTimeText(value);
      return t(key, { by: '', at: '', until: '', ...params });
    },
    [t, i18n],
  );
}

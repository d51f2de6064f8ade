// The side of a bilingual value that the reader's language asks for.
import { useLanguage } from '@/i18n';
import type { Bilingual } from '@/api/types';

export function useWord(): (value: Bilingual | null | undefined) => string {
  const { language } = useLanguage();
  return (value) => (value ? value[language] || value.zh || value.en : '');
}

// Chinese is the source and comes with the entry; English is a chunk of its own, fetched when asked for.
import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import zh from './zh';

export type Language = 'zh' | 'en';
const key = 'gongdun.language';

function initial(): Language {
  const kept = window.localStorage.getItem(key);
  return kept === 'en' ? 'en' : 'zh';
}

let hasEnglish = false;

async function loadEnglish(): Promise<void> {
  if (hasEnglish) return;
  i18next.addResourceBundle('en', 'translation', (await import('./en')).default);
  hasEnglish = true;
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zh } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  if (initial() === 'en') {
    await loadEnglish();
    await i18next.changeLanguage('en');
  }
}

export function useLanguage(): { language: Language; setLanguage: (language: Language) => void } {
  const { i18n } = useTranslation();
  const setLanguage = useCallback(
    (language: Language) => {
      window.localStorage.setItem(key, language);
      const ready = language === 'en' ? loadEnglish() : Promise.resolve();
      void ready.then(() => i18n.changeLanguage(language));
    },
    [i18n],
  );
  return { language: i18n.language === 'en' ? 'en' : 'zh', setLanguage };
}

// The words of the diagnosis, in both languages: a chunk that comes with its pages, not with the entry.
import '@/styles/diagnosis.css';
import i18next from 'i18next';
import en from './en/diagnosis.json';
import zh from './zh/diagnosis.json';

i18next.addResourceBundle('zh', 'translation', { diagnosis: zh }, true, false);
i18next.addResourceBundle('en', 'translation', { diagnosis: en }, true, false);

// What each operation of the API does, in both languages: comes with the page that lists them.
import i18next from 'i18next';
import en from './en/operations.json';
import zh from './zh/operations.json';

i18next.addResourceBundle('zh', 'translation', { operations: zh }, true, false);
i18next.addResourceBundle('en', 'translation', { operations: en }, true, false);

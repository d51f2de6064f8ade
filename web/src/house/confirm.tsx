// A question before an act that cannot be taken back, and the words after one that worked or did not.
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';

export function useNotices() {
  const { message } = App.useApp();
  const text = useProblemText();
  return {
    done: (words: string) => void message.success(words),
    failed: (problem: ApiProblem) => void message.error(text(problem), 8),
  };
}

export function useConfirm() {
  const { modal } = App.useApp();
  const { t } = useTranslation();
  return (title: string, content: string, okText: string, act: () => Promise<unknown>) =>
    void modal.confirm({ title, content, okText, cancelText: t('common.cancel'), okButtonProps: { danger: true }, onOk: () => act().catch(() => undefined) });
}

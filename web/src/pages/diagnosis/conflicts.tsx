// Conflicts: everything people, or people and tools, say differently. It counts as the worse until it is settled.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refresh, useGet } from '@/api/hooks';
import { Panel } from '@/house/page';
import { Empty, Loaded } from '@/house/states';
import type { Detail } from './marks';
import { QuestionCard } from './question';

export function Conflicts({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const questions = useGet('/assessments/{id}/questions', { path: { id: detail.id }, query: { only: 'conflict', limit: 200 } });
  return (
    <Panel title={t('diagnosis.conflicts')} extra={t('diagnosis.conflictsHint')} flush>
      <Loaded query={questions}>
        {(page) => (page.items.length === 0 ? <Empty title={t('diagnosis.noConflicts')} text={t('diagnosis.noConflictsText')} /> : <>{page.items.map((one) => <QuestionCard key={one.about} detail={detail} question={one} took={() => refresh(client, ['/assessments'])} />)}</>)}
      </Loaded>
    </Panel>
  );
}

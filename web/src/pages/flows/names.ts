// Words for the nodes of the picture: grades are codes, the rest are names.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';

export function useNodeNames(flows: Schemas['Flows']): (id: string) => string {
  const { t, i18n } = useTranslation();
  return (id) => {
    const node = flows.nodes.find((one) => one.id === id);
    if (!node) return id;
    for (const code of [node.name, node.id.replace(/^grade:/, '')]) if (node.kind === 'grade' && i18n.exists(`grades.${code}`)) return t(`grades.${code}`);
    if (node.kind === 'carrier' && i18n.exists(`kinds.${node.name}`)) return t(`kinds.${node.name}`);
    return node.name || t('common.none');
  };
}

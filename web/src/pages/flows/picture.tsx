// The Sankey picture. Only what it needs of ECharts; colours come from the CSS variables, so dark mode follows.
import { SankeyChart } from 'echarts/charts';
import { TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';
import { useAppearance } from '@/app/appearance';
import { formatCount } from '@/house/format';
import { useNodeNames } from './names';

register([SankeyChart, TooltipComponent, CanvasRenderer]);

const series: Record<string, string> = { source: '--series-1', carrier: '--series-2', category: '--series-5', grade: '--series-7' };
const gradeColours: Record<string, string> = { core: '--series-6', important: '--series-4' };

export default function Picture({ flows }: { flows: Schemas['Flows'] }) {
  const { t } = useTranslation();
  const { isDark } = useAppearance();
  const nameOf = useNodeNames(flows);
  const box = useRef<HTMLDivElement>(null);
  const names = useRef(nameOf);
  names.current = nameOf;
  const unit = t('assets.unit');
  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const grade = (node: Schemas['FlowNode']) => Object.keys(gradeColours).find((code) => node.id.endsWith(code) || node.name === code);
    const colourOf = (node: Schemas['FlowNode']) => colour((node.kind === 'grade' && gradeColours[grade(node) ?? '']) || series[node.kind] || '--series-7');
    const chart = init(box.current!);
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 },
      // An HTML tooltip would carry style attributes and markup from data.
      tooltip: { renderMode: 'richText', formatter: (at: { dataType?: string; data: { name?: string; source?: string; target?: string; value?: number }; value?: number }) => at.dataType === 'edge' ? `${names.current(at.data.source!)} → ${names.current(at.data.target!)}: ${formatCount(at.data.value ?? 0)} ${unit}` : `${names.current(at.data.name!)}: ${formatCount(at.value ?? 0)} ${unit}` },
      series: [
        {
          type: 'sankey',
          left: 8, right: 170, top: 8, bottom: 8,
          nodeWidth: 12,
          nodeGap: 10,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          data: flows.nodes.map((node) => ({ name: node.id, itemStyle: { color: colourOf(node), borderWidth: 0 } })),
          links: flows.links.map((link) => ({ source: link.from, target: link.to, value: link.assets })),
          lineStyle: { color: 'gradient', opacity: isDark ? 0.35 : 0.25, curveness: 0.5 },
          label: { color: colour('--text-1'), width: 160, overflow: 'truncate', formatter: (at: { name: string }) => names.current(at.name) },
        },
      ],
    });
    const fit = () => chart.resize();
    window.addEventListener('resize', fit);
    return () => {
      window.removeEventListener('resize', fit);
      chart.dispose();
    };
  }, [flows, isDark, unit]);
  return <div ref={box} className="chart" style={{ height: Math.max(360, Math.min(900, flows.nodes.length * 26)) }} role="img" aria-label={t('flows.label', { nodes: flows.nodes.length, links: flows.links.length })} />;
}

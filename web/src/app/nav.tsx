// The menu: every page, where it stands, who sees it. Breadcrumbs come from the same list.
import {
  AuditOutlined, BankOutlined, BellOutlined, BookOutlined, ClusterOutlined, ContactsOutlined, ControlOutlined, DashboardOutlined, DatabaseOutlined, FileDoneOutlined,
  FileTextOutlined, FolderOpenOutlined, IdcardOutlined, KeyOutlined, NodeIndexOutlined, ProfileOutlined, SafetyCertificateOutlined, ScheduleOutlined, TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Permission, Schemas } from '@/api/types';

export type NavItem = { path: string; key: string; icon: ReactNode; needs?: Permission; badge?: (todo: Schemas['Workbench']) => number };
export type NavGroup = { key: string; items: NavItem[] };

export const navigation: NavGroup[] = [
  { key: 'top', items: [{ path: '/', key: 'workbench', icon: <DashboardOutlined />, needs: 'assets.read' }] },
  {
    key: 'know',
    items: [
      { path: '/sources', key: 'sources', icon: <FolderOpenOutlined />, needs: 'assets.read' },
      { path: '/assets', key: 'assets', icon: <DatabaseOutlined />, needs: 'assets.read' },
      { path: '/catalog', key: 'catalog', icon: <ProfileOutlined />, needs: 'assets.read' },
      { path: '/personal', key: 'personal', icon: <ContactsOutlined />, needs: 'assets.read' },
      { path: '/flows', key: 'flows', icon: <NodeIndexOutlined />, needs: 'assets.read' },
    ],
  },
  {
    key: 'protect',
    items: [
      { path: '/diagnoses', key: 'diagnoses', icon: <FileDoneOutlined />, needs: 'assessments.see' },
      { path: '/credentials', key: 'credentials', icon: <KeyOutlined />, needs: 'assets.read' },
      { path: '/reviews', key: 'reviews', icon: <SafetyCertificateOutlined />, needs: 'assets.review', badge: (todo) => todo.reviews },
    ],
  },
  {
    key: 'govern',
    items: [
      { path: '/reports', key: 'reports', icon: <FileTextOutlined />, needs: 'assets.read' },
      { path: '/rules', key: 'rules', icon: <BookOutlined />, needs: 'packs.read' },
      { path: '/audit', key: 'audit', icon: <AuditOutlined />, needs: 'audit.read' },
    ],
  },
  {
    key: 'system',
    items: [
      { path: '/organisations', key: 'organisations', icon: <ClusterOutlined />, needs: 'grants.manage' },
      { path: '/people', key: 'people', icon: <TeamOutlined />, needs: 'people.manage' },
      { path: '/grants', key: 'grants', icon: <BankOutlined />, needs: 'grants.manage' },
      { path: '/providers', key: 'providers', icon: <IdcardOutlined />, needs: 'node.manage' },
      { path: '/notifications', key: 'notifications', icon: <BellOutlined />, needs: 'node.manage' },
      { path: '/node', key: 'node', icon: <ControlOutlined />, needs: 'node.manage' },
      { path: '/jobs', key: 'jobs', icon: <ScheduleOutlined /> },
    ],
  },
];

// The first page a person may see: not everybody may read assets.
export function homeOf(can: (permission: Permission) => boolean): string {
  for (const group of navigation) for (const item of group.items) if (!item.needs || can(item.needs)) return item.path;
  return '/account';
}

export function crumbsOf(path: string): { group: string | null; page: string } {
  for (const group of navigation)
    for (const item of group.items) if (item.path === path || (item.path !== '/' && path.startsWith(`${item.path}/`))) return { group: group.key === 'top' ? null : group.key, page: item.key };
  return { group: null, page: path.slice(1) };
}

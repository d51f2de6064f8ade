// A schedule in words.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';

export function useScheduleText(): (schedule: Schemas['Schedule'] | null) => string {
  const { t } = useTranslation();
  return (schedule) => {
    if (!schedule) return t('schedule.none');
    const hour = `${String(schedule.hour).padStart(2, '0')}:00`;
    if (schedule.every === 'day') return t('schedule.day', { hour });
    if (schedule.every === 'week') return t('schedule.week', { hour, day: t(`schedule.days.${schedule.day ?? 1}`) });
    return t('schedule.month', { hour, day: schedule.day ?? 1 });
  };
}

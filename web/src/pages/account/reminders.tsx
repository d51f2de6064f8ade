// What I want to be reminded of, and where.
import { Alert, Button, Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { useNotices } from '@/house/confirm';
import { Loaded } from '@/house/states';
import { TriedAlert } from '@/pages/notifications/tried';

type Choice = Schemas['ReminderChoice'];
type Fields = { mail: string; lang: 'zh' | 'en'; when: number; kinds: string[] };
const atOnce = -1;

function ChoiceForm({ choice }: { choice: Choice }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const say = useWord();
  const { done } = useNotices();
  const save = useAct(
    ({ mail, lang, when, kinds }: Fields) => unwrap(api.PUT('/session/reminders', { body: { mail: mail.trim(), lang, digest: when === atOnce ? null : when, kinds } })),
    ['/session/reminders'],
    () => done(t('reminders.saved')),
  );
  const test = useAct(() => unwrap(api.POST('/session/reminders/test')), []);
  const problem = save.error ?? test.error;
  const first: Fields = { mail: choice.mail, lang: choice.lang, when: choice.digest ?? atOnce, kinds: choice.kinds };
  const hours = Array.from({ length: 24 }, (_value, hour) => ({ value: hour, label: t('reminders.daily', { hour }) }));
  return (
    <Form<Fields> layout="vertical" requiredMark={false} initialValues={first} onFinish={(fields) => save.mutate(fields)}>
      {!choice.mail_ready && <Alert type="info" showIcon title={t('reminders.notReady')} style={{ marginBottom: 12 }} />}
      {problem && <Alert type="error" showIcon title={text(problem)} style={{ marginBottom: 12 }} />}
      {test.data && <TriedAlert tried={test.data} good={t('reminders.testSent')} />}
      <Form.Item name="mail" label={t('reminders.mail')} extra={t('reminders.mailHint')}><Input type="email" autoComplete="email" maxLength={254} style={{ maxWidth: 360 }} /></Form.Item>
      <Form.Item name="kinds" label={t('reminders.kinds')}>
        <Checkbox.Group className="stacked" options={choice.possible.map((one) => ({ value: one.kind, label: say(one.name) }))} />
      </Form.Item>
      <Form.Item name="when" label={t('reminders.when')}><Select style={{ maxWidth: 240 }} options={[{ value: atOnce, label: t('reminders.atOnce') }, ...hours]} /></Form.Item>
      <Form.Item name="lang" label={t('reminders.lang')}><Select style={{ maxWidth: 240 }} options={(['zh', 'en'] as const).map((one) => ({ value: one, label: t(`reminders.langs.${one}`) }))} /></Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>{t('common.save')}</Button>{' '}
      <Button disabled={!choice.mail || !choice.mail_ready} loading={test.isPending} onClick={() => test.mutate(undefined)}>{t('reminders.test')}</Button>
    </Form>
  );
}

export function Reminders() {
  return <Loaded query={useGet('/session/reminders')}>{(choice) => <ChoiceForm key={JSON.stringify([choice.mail, choice.kinds])} choice={choice} />}</Loaded>;
}

// What the keys do, and whether single keys act at all.
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keysOn, setKeysOn } from './keys';

const listed: [string, string[]][] = [
  ['skip', ['Tab']],
  ['next', ['j', '↓']],
  ['previous', ['k', '↑']],
  ['open', ['Enter']],
  ['pick', ['x']],
  ['search', ['/']],
  ['close', ['Esc']],
  ['help', ['?']],
];

export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(keysOn);
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose} width={480}>
      <table className="grid-table" style={{ marginBottom: 12 }}>
        <tbody>
          {listed.map(([name, keys]) => (
            <tr key={name}>
              <td className="nowrap">{keys.map((key) => <kbd key={key}>{key}</kbd>)}</td>
              <td>{t(`keys.${name}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Checkbox
        checked={on}
        onChange={(event) => {
          setKeysOn(event.target.checked);
          setOn(event.target.checked);
        }}
      >
        {t('keys.on')}
      </Checkbox>
      <p className="secondary">{t('keys.onText')}</p>
    </Modal>
  );
}

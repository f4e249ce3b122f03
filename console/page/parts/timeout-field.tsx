import { SelectField } from './inputs.tsx';

const seconds = ['3', '4', '5', '6', '7', '8', '9', '10'];

interface TimeoutFieldProps {
  help?: string;
  value: number;
  onValue: (seconds: number) => void;
}

/** Timeout(s), as YCM's page names it, with the values that it accepts. */
export function TimeoutField({ help, value, onValue }: TimeoutFieldProps) {
  return (
    <SelectField
      label="Timeout(s)"
      help={help}
      value={String(value)}
      options={seconds}
      onValue={(text) => onValue(Number(text))}
    />
  );
}

import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  /** `primary` once a view. @default 'plain' */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}

export function Button({ look = 'plain', icon, children, ...rest }: Props) {
  return (
    <AriaButton className={`button button-${look}${children === undefined ? ' button-icon' : ''}`} {...rest}>
      {icon}
      {children !== undefined && <span>{children}</span>}
    </AriaButton>
  );
}

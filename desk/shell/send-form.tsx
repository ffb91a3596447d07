import { Button } from 'antd'
import type { FormEvent, ReactNode } from 'react'
import type { Sending } from './sending.ts'

/** A form that sends one command: its fields, what went wrong, and its buttons. */
export const SendForm = ({
  title,
  heading,
  sending: { failure, busy },
  submit,
  verb,
  ready = true,
  close,
  more,
  children,
}: {
  readonly title: string
  /** Left out where the title stands above the form already. */
  readonly heading?: 'h2' | 'h3'
  readonly sending: Pick<Sending, 'failure' | 'busy'>
  readonly submit: () => void
  /** What the button says. */
  readonly verb: string
  readonly ready?: boolean
  readonly close?: () => void
  /** Further buttons. */
  readonly more?: ReactNode
  readonly children: ReactNode
}) => {
  const Heading = heading
  return (
    <form
      className="act"
      aria-label={title}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit()
      }}
    >
      {Heading !== undefined && <Heading>{title}</Heading>}
      {children}
      <NotDone text={failure} />
      <p className="buttons">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!ready}>
          {verb}
        </Button>
        {more}
        {close !== undefined && <Button onClick={close}>取消</Button>}
      </p>
    </form>
  )
}

/** Why a command was not done. */
export const NotDone = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : (
    <p className="notice" role="alert">
      {text}
    </p>
  )

/** One field of such a form: its name, its input under that id, a word of help. */
export const Field = ({
  id,
  title,
  optional,
  hint,
  children,
}: {
  readonly id: string
  readonly title: ReactNode
  /** When it may be left empty. */
  readonly optional?: string
  readonly hint?: ReactNode
  readonly children: ReactNode
}) => (
  <div className="field">
    <label htmlFor={id}>
      {title}
      {optional !== undefined && <small className="optional">{optional}</small>}
    </label>
    {children}
    {hint !== undefined && <p className="hint">{hint}</p>}
  </div>
)

import { Alert, Button } from 'antd'
import { Unanswered } from '../api.ts'

/** What went wrong, in words, and a way on. */
export const Failure = ({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) => (
  <Alert
    type="error"
    showIcon
    role="alert"
    className="failure"
    title={error instanceof Unanswered ? error.message : '页面出错，没有显示完整。请重试；仍有问题请告诉系统管理员。'}
    action={retry === undefined ? undefined : <Button onClick={retry}>重试</Button>}
  />
)

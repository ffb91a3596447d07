import { Link } from '@tanstack/react-router'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'

export const Registry = () => (
  <div className="page narrow">
    <h1>基础信息</h1>
    <p className="muted">
      机构、人员、事项和清单。每次变更写明理由和生效日期，旧的版本一直留着，案件按当时有效的版本办理。
    </p>
    <Asked query={queries.registry}>
      {(kinds) => (
        <ul className="doors">
          <li>
            <Link to="/subjects" data-row="">
              <b>监管对象名录</b>
              <small>查看、导入</small>
            </Link>
          </li>
          <li>
            <Link to="/registry-drafts" data-row="">
              <b>公示信息变更</b>
              <small>起草、审核、发布</small>
            </Link>
          </li>
          {kinds.map(({ kind, title, mayEdit, reviewed, mayDraft }) => (
            <li key={kind}>
              <Link to="/registry/$kind" params={{ kind }} data-row="">
                <b>{title}</b>
                <small>{mayEdit ? '您可以变更' : reviewed && mayDraft ? '您可以起草变更' : '查看'}</small>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Asked>
  </div>
)

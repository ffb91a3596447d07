import { Link } from '@tanstack/react-router'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { ImportFile } from '../subjects/import-file.tsx'
import { instantText } from '../time.ts'

export const importStates = { running: '正在导入', finished: '已完成', failed: '没有读完' } as const

/** Files that were taken into the register, and the way to take in another. */
export const SubjectImports = () => (
  <div className="page narrow">
    <h1>
      <Link to="/subjects">监管对象</Link> / 导入
    </h1>
    <ImportFile />
    <section>
      <h2>导入记录</h2>
      <Asked query={queries.subjectImports}>
        {(imports) =>
          imports.length === 0 ? (
            <p className="empty">还没有导入过。</p>
          ) : (
            <table className="cards">
              <thead>
                <tr>
                  <th>文件</th>
                  <th>时间</th>
                  <th>读入</th>
                  <th>没有读入</th>
                  <th>状态</th>
                </tr>
              </thead>
              <tbody>
                {imports.map(({ id, file, source, asOf, at, by, tally, state }) => (
                  <tr key={id}>
                    <td data-title="文件">
                      <Link to="/subjects/imports/$id" params={{ id }} data-row="">
                        {file.name}
                      </Link>
                      <small>
                        {source}，截至 {asOf}
                      </small>
                    </td>
                    <td data-title="时间" className="figures">
                      {instantText(at)}
                      <small>{by}</small>
                    </td>
                    <td data-title="读入" className="figures">
                      {tally.added + tally.changed + tally.same} 户
                    </td>
                    <td data-title="没有读入" className="figures">
                      {tally.refused + tally.repeated + tally.older} 行
                    </td>
                    <td data-title="状态">{importStates[state]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Asked>
    </section>
  </div>
)

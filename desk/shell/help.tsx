import { Drawer } from 'antd'
import { shortcuts } from './shortcuts.ts'

export const Help = ({ close }: { readonly close: () => void }) => (
  <Drawer open onClose={close} title="帮助" size={400}>
    <h3>键盘</h3>
    <table className="plain">
      <tbody>
        {shortcuts.map(([keys, does]) => (
          <tr key={keys + does}>
            <th scope="row">
              <kbd>{keys}</kbd>
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <h3>办案</h3>
    <p>案件页右侧写着下一步、由谁办、到哪天、还缺什么。不能办的事项写明原因和依据，点开条文可以看原文。</p>
    <p>表单里标“系统已知”的内容由系统从前面的记录带出，请核对。您写的内容自动存在本机，交出之后才进入案件。</p>
    <p>每一步交出后都不能改动或者删除；写错了，用更正办理，原来的记录仍在。</p>
  </Drawer>
)

import type { RegistryData } from '../src/registry/index.ts'
import { officers, units } from './bureau.ts'

type Recorder = RegistryData<'recorder'>
type Premises = RegistryData<'premises'>

/** Units whose officers go out, each officer with a recorder of their own. */
const armed = officers.filter(({ data }) => data.roles.includes('officer') && data.certificates.length > 0)

const serial = (n: number) => `ZF-${String(n + 1).padStart(3, '0')}`

/** The bureau's recorders, their clocks checked so many days before a day. */
export const recordersUntil = (day: (before: number) => string): Readonly<Record<string, Recorder>> =>
  Object.fromEntries([
    ...armed.map(({ username, data }, n) => {
      const broken = n === 7
      return entry(n, {
        unit: data.unit,
        holder: username,
        state: broken ? 'broken' : 'in-use',
        clock: [{ on: day(10 + (n % 40)), off: (n % 9) - 4, by: '林守业' }],
        faults: broken ? [{ on: day(6), what: '充不进电，送修' }] : [],
      })
    }),
    ...[0, 1].map((n) =>
      entry(armed.length + n, {
        unit: 'finance',
        state: 'spare',
        clock: [{ on: day(12), off: 1, by: '林守业' }],
        faults: [],
      }),
    ),
  ])

const entry = (
  n: number,
  more: Pick<Recorder, 'unit' | 'holder' | 'state' | 'clock' | 'faults'>,
): readonly [string, Recorder] => [
  `recorder-${String(n + 1).padStart(3, '0')}`,
  { number: serial(n), kind: 'body-worn', model: '示例牌 DSJ-Z9', since: '2022-01-01', ...more },
]

const room = (unit: string, use: Premises['use'], name: string, cameras = 2): Premises => ({
  name,
  use,
  unit,
  address: `${units[unit]?.name ?? unit}一楼`,
  cameras: Array.from({ length: cameras }, (_, n) => ({
    number: `${unit}-${use}-${n + 1}`,
    place: n === 0 ? '正对被询问人席' : '房间对角，拍到全景和门',
    sound: true,
    working: true,
  })),
  bookings: [],
})

export const rooms: Readonly<Record<string, Premises>> = {
  'questioning-inspection': room('inspection', 'questioning', '稽查支队询问室'),
  'questioning-food': room('food', 'questioning', '食品处询问室'),
  'questioning-prices': room('prices', 'questioning', '价监竞争处询问室'),
  'questioning-dongpu': room('dongpu', 'questioning', '东浦市场监管所询问室'),
  'questioning-yunling': room('yunling', 'questioning', '云岭市场监管所询问室'),
  'questioning-wangjiang': room('wangjiang', 'questioning', '望江市场监管所询问室'),
  hearing: room('legal', 'hearing', '澄州市市场监督管理局听证室', 3),
}

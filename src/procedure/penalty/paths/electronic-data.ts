import type { Extension } from '../../procedure.ts'
import { extractData } from '../acts/extract-data.ts'

/** 电子数据 (程序规定 art. 26). */
export const electronicData: Extension = { title: '电子数据', acts: [extractData] }

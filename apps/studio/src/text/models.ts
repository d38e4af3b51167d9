import { bilingual } from './bilingual.ts';

export const models = bilingual({ title: 'Models and plugins' }, { title: '模型与插件' });

import { bilingual } from './bilingual.ts';

export const presets = bilingual({ title: 'Presets' }, { title: '预设' });

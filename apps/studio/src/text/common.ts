import type { GenerationState, StageName } from '../api/generated/schema.ts';
import { bilingual } from './bilingual.ts';

export const common = bilingual(
  {
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    remove: 'Remove',
    replace: 'Replace',
    retry: 'Try again',
    loading: 'Loading',
    none: 'none',
    yes: 'yes',
    no: 'no',
    back: 'Back',
    more: 'More',
    default: (value: string) => `default ${value}`,
    accepted: (what: string) => `Accepted: ${what}`,
    acceptedBehind: (what: string) => ` (${what})`,
    about: (field: string, sentence: string) => `${field}: ${sentence}`,
    list: (parts: readonly string[]) => parts.join(', '),
    frames: (count: number) => `${count} frames`,
    of: (part: number | string, whole: number | string) => `${part} of ${whole}`,
  },
  {
    close: '关闭',
    cancel: '取消',
    save: '保存',
    remove: '移除',
    replace: '更换',
    retry: '重试',
    loading: '正在加载',
    none: '无',
    yes: '是',
    no: '否',
    back: '返回',
    more: '更多',
    default: (value) => `默认 ${value}`,
    accepted: (what) => `可接受：${what}`,
    acceptedBehind: (what) => `可接受：${what}`,
    about: (field, sentence) => `${field}：${sentence}`,
    list: (parts) => parts.join('，'),
    frames: (count) => `${count} 帧`,
    of: (part, whole) => `${part} / ${whole}`,
  },
);

export const errors = bilingual(
  {
    unreachable: 'The server does not answer. The page goes on as soon as it does.',
    notLoaded: 'A part of the page could not be loaded.',
    reconnecting: 'The connection was lost. Connecting again …',
    notFound: 'There is no such page.',
    gone: 'This generation does not exist, or was deleted.',
    broken: 'This part of the page has failed.',
  },
  {
    unreachable: '服务器没有响应。恢复后页面会自动继续。',
    notLoaded: '页面有一部分未能加载。',
    reconnecting: '连接已断开，正在重新连接……',
    notFound: '没有这个页面。',
    gone: '该生成任务不存在或已被删除。',
    broken: '页面的这一部分出错了。',
  },
);

export const shell = bilingual(
  {
    skip: 'Skip to content',
    navigation: 'Main',
    make: 'Make',
    watch: 'Watch',
    history: 'History',
    presets: 'Presets',
    models: 'Models',
    language: 'Language',
    theme: 'Appearance',
    system: 'Like the system',
    light: 'Light',
    dark: 'Dark',
    running: (count: number) => `${count} running or waiting`,
  },
  {
    skip: '跳到正文',
    navigation: '主导航',
    make: '制作',
    watch: '进度',
    history: '历史',
    presets: '预设',
    models: '模型',
    language: '语言',
    theme: '外观',
    system: '跟随系统',
    light: '浅色',
    dark: '深色',
    running: (count) => `${count} 个正在运行或排队`,
  },
);

export const states = bilingual<Record<GenerationState, string>>(
  {
    QUEUED: 'Waiting',
    RUNNING: 'Running',
    PAUSED: 'Paused',
    SUCCEEDED: 'Finished',
    FAILED: 'Failed',
    CANCELLED: 'Cancelled',
  },
  { QUEUED: '排队中', RUNNING: '运行中', PAUSED: '已暂停', SUCCEEDED: '已完成', FAILED: '失败', CANCELLED: '已取消' },
);

export const stages = bilingual<Record<StageName, string>>(
  {
    PREPARE: 'Prepare',
    ENCODE_TEXT: 'Read the prompt',
    ENCODE_IMAGE: 'Look at the portrait',
    ENCODE_AUDIO: 'Listen to the voice',
    ENCODE_LATENTS: 'Encode frames',
    DENOISE: 'Denoise',
    DECODE: 'Decode frames',
    MUX: 'Join picture and sound',
  },
  {
    PREPARE: '准备',
    ENCODE_TEXT: '编码提示词',
    ENCODE_IMAGE: '编码图像',
    ENCODE_AUDIO: '编码语音',
    ENCODE_LATENTS: '编码潜变量',
    DENOISE: '去噪',
    DECODE: '解码帧',
    MUX: '合成音视频',
  },
);

import type { GenerationState } from '../api/generated/schema.ts';
import { bilingual } from './bilingual.ts';
import { states } from './common.ts';

/** What the API says would be accepted, by the shape of its English words, and the same in Chinese. */
type Shape = readonly [RegExp, (...parts: string[]) => string];

const KINDS: Readonly<Record<string, string>> = { IMAGE: '图片', AUDIO: '音频', VIDEO: '视频' };

const stateName = (state: string): string => states.zh[state as GenerationState] ?? state;

const SHAPES: readonly Shape[] = [
  [/^a multiple of (\S+) from (\S+) to (\S+)$/, (step, least, most) => `${least} 到 ${most} 之间 ${step} 的倍数`],
  [/^a multiple of (\S+)$/, (step) => `${step} 的倍数`],
  [/^4n\+1 frames from (\S+) to (\S+)$/, (least, most) => `4n+1 帧，从 ${least} 到 ${most}`],
  [/^4n\+1 frames from 1, fewer than the window's (\S+)$/, (window) => `4n+1 帧，至少 1，少于窗口的 ${window}`],
  [/^a whole number from (\S+) to (\S+)$/, (least, most) => `${least} 到 ${most} 的整数`],
  [/^a number from (\S+) to (\S+)$/, (least, most) => `${least} 到 ${most} 的数`],
  [/^a whole number of at least (\S+)$/, (least) => `不小于 ${least} 的整数`],
  [/^a whole number of bytes, at least (\S+)$/, (least) => `不小于 ${least} 的整数（字节）`],
  [/^a whole number$/, () => '整数'],
  [/^a number$/, () => '数'],
  [/^a boolean$/, () => 'true 或 false'],
  [/^at least (\S+)$/, (least) => `不小于 ${least}`],
  [/^at most (\S+)$/, (most) => `不大于 ${most}`],
  [/^more than (\S+)$/, (least) => `大于 ${least}`],
  [/^less than (\S+)$/, (most) => `小于 ${most}`],
  [/^at most (\S+) characters$/, (most) => `最多 ${most} 个字符`],
  [/^at most (\S+) speakers$/, (most) => `最多 ${most} 位说话人`],
  [/^at most (\S+) LoRAs$/, (most) => `最多 ${most} 个 LoRA`],
  [/^at most (\S+) tokens, the end token included$/, (most) => `最多 ${most} 个词元，含结束词元`],
  [
    /^at least (\S+) seconds, one frame at (\S+) a second$/,
    (least, fps) => `至少 ${least} 秒，即每秒 ${fps} 帧中的一帧`,
  ],
  [/^(?:audio of )?at most (\S+) seconds$/, (most) => `最长 ${most} 秒`],
  [/^at most (\S+) bytes(?: \(\w+\))?$/, (most) => `最多 ${most} 字节`],
  [/^(?:an image|frames) of at most (\S+) pixels$/, (most) => `最多 ${most} 像素`],
  [/^audio of (\S+) to (\S+) samples per second$/, (least, most) => `每秒 ${least} 到 ${most} 个采样的音频`],
  [
    /^the id of an asset of kind (\w+)(?: or (\w+))?$/,
    (...kinds) => kinds.flatMap((kind) => KINDS[kind] ?? []).join('或'),
  ],
  [/^the id of an image asset, or a video$/, () => '图片，或视频'],
  [
    /^an image \((.+?)\), audio \((.+?)\) or video \((.+?)\)$/,
    (image, audio, video) => `图片（${image}）、音频（${audio}）或视频（${video}）`,
  ],
  [/^an? (.+) or ([A-Z]\w*) image$/, (others, last) => `${others} 或 ${last} 图片`],
  [/^an? (.+) or (\w+) file, or a video with sound$/, (others, last) => `${others} 或 ${last} 文件，或有声音的视频`],
  [/^an? (.+) or ([A-Z]\w*) video$/, (others, last) => `${others} 或 ${last} 视频`],
  [/^an image or a video$/, () => '图片或视频'],
  [/^the file, uploaded again$/, () => '重新上传该文件'],
  [/^a box or a mask, not both$/, () => '框或遮罩，二者取一'],
  [
    /^a box or a mask for every speaker; one or two speakers may come without$/,
    () => '每位说话人都有框或遮罩；一两位说话人时可以没有',
  ],
  [/^audio or speakers, not both$/, () => '语音或说话人，二者取一'],
  [
    /^pixels of the source picture \((\S+)\): a box of at least one pixel inside it$/,
    (size) => `源图片（${size}）之内、至少一像素的框`,
  ],
  [/^rising times in seconds, from 0$/, () => '从 0 开始递增的秒数'],
  [/^the id of a generation that has succeeded$/, () => '已成功的生成'],
  [/^a generation that is at least as long$/, () => '至少同样长的生成'],
  [/^a generation that is run again first$/, () => '先重新运行过的生成'],
  [/^another [\w-]+$/, () => '另选一个'],
  [/^a scheduler that takes them$/, () => '接受这些设置的调度器'],
  [/^a model set with every network that (\w+) needs$/, (mode) => `含有 ${mode} 所需全部网络的模型集`],
  [/^no LoRA: none is installed for this model set$/, () => '不用 LoRA：该模型集没有安装任何 LoRA'],
  [/^a name that is free$/, () => '未被占用的名称'],
  [
    /^lower-case letters, digits, dots and dashes, at most (\S+)$/,
    (most) => `小写字母、数字、点和短横线，最多 ${most} 个字符`,
  ],
  [/^the name or id of a stored preset$/, () => '已有预设的名称或 id'],
  [/^the name of a model set, (\S+) to (\S+) characters$/, (least, most) => `模型集的名称，${least} 到 ${most} 个字符`],
  [/^a ComfyUI workflow in the API or the UI format$/, () => 'API 或界面格式的 ComfyUI 工作流'],
  [/^a workflow with WanVideoWrapper nodes$/, () => '含有 WanVideoWrapper 节点的工作流'],
  [/^a LoRA for the same Wan 2\.1 network$/, () => '用于同一 Wan 2.1 网络的 LoRA'],
  [/^blocks (\S+) to (\S+)$/, (first, last) => `第 ${first} 到 ${last} 块`],
  [/^a finite number$/, () => '有限的数'],
  [/^(.+) of free disk, of which (.+) stay free$/, (free, rest) => `磁盘空闲 ${free}，其中 ${rest} 须保持空闲`],
  [/^at least (\S+) bytes free$/, (least) => `至少空闲 ${least} 字节`],
  [/^at most (\S+) waiting generations; try again later$/, (most) => `最多 ${most} 个排队的生成；请稍后再试`],
  [/^at most (\S+) at a time$/, (most) => `同时最多 ${most} 个`],
  [/^a generation that has ended$/, () => '已结束的生成'],
  [
    /^a generation that is ([A-Z]+(?: or [A-Z]+)*)$/,
    (names) => `状态为 ${names.split(' or ').map(stateName).join('或')} 的生成`,
  ],
  [/^a preset that you made$/, () => '您自己建立的预设'],
  [/^the strategy ([\w-]+)$/, (id) => `策略 ${id}`],
  [/^the preset (\S+)$/, (name) => `预设 ${name}`],
  [/^(\w+: (?:true|false))$/, (flag) => flag],
];

function inShape(words: string): string | null {
  for (const [pattern, say] of SHAPES) {
    const match = pattern.exec(words);
    if (match) return say(...match.slice(1).map((part) => part ?? ''));
  }
  return null;
}

/** As a whole or part by part; as it is where there are no words for all of it. */
function inChinese(english: string): string {
  const whole = inShape(english);
  if (whole !== null) return whole;
  for (const [between, joined] of [
    [', or ', '，或'],
    [', ', '，'],
  ] as const) {
    const parts = english.split(between).map((part) => inShape(part));
    if (parts.every((part) => part !== null)) return parts.join(joined);
  }
  return english;
}

/** What would be accepted, of which the API's own words are English. */
export const accepts = bilingual({ inWords: (english: string) => english }, { inWords: inChinese });

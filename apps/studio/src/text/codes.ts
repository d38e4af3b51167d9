import type { ErrorCode } from '../api/generated/schema.ts';

/**
 * What an error code comes to, and what to do, as the heading over the API's own sentence. That sentence is English:
 * the English page needs no heading.
 */
export const codes: {
  readonly en: Readonly<Partial<Record<ErrorCode, string>>>;
  readonly zh: Readonly<Record<ErrorCode, string>>;
} = {
  en: {},
  zh: {
    INPUT_INVALID: '填写的内容超出范围或格式不对，请修改。',
    PRESET_NOT_FOUND: '没有这个预设，请另选一个。',
    PRESET_CONFLICT: '已有同名预设，或预设刚被他人改过；请换个名称，或刷新后再改。',
    PLUGIN_NOT_FOUND: '没有这个插件，请另选一个。',
    PLUGIN_INVALID: '插件不符合插件约定，请联系其作者。',
    PLUGIN_OPTIONS_INVALID: '插件的选项不对，请修改。',
    PLUGIN_UNAVAILABLE: '该插件无法在这台机器上运行，请另选一个。',
    MODEL_NOT_FOUND: '没有这个模型集，或其中缺少所需的网络；请到“模型”页查看。',
    LORA_NOT_FOUND: '该模型集没有这个 LoRA，或有多个同名的。',
    GENERATION_NOT_FOUND: '该生成任务不存在或已被删除。',
    GENERATION_STATE: '生成任务的当前状态不允许此操作。',
    ASSET_NOT_FOUND: '文件已不在此服务器上，请重新添加。',
    ASSET_UNREADABLE: '无法读取该文件：可能已损坏或格式不受支持，请换一个。',
    ASSET_KIND: '文件类型不对，请换一个。',
    ASSET_TOO_LARGE: '文件或其内容过大，请换一个较小的。',
    DISK_FULL: '磁盘空间不足，请先腾出空间。',
    STORAGE_FAILED: '无法读写数据文件夹，请检查磁盘和权限。',
    SIZE_INVALID: '宽度和高度须为 16 的倍数，且在范围之内。',
    FRAMES_INVALID: '窗口须为 4n+1 帧，动作帧须少于窗口。',
    PROMPT_TOO_LONG: '提示词过长，请缩短。',
    WORKFLOW_INVALID: '该文件不是可导入的 ComfyUI 工作流，或超出了限制。',
    OPTION_NOT_A_SAMPLER_ARGUMENT: '这是执行后端的选项，请在执行后端中设置。',
    IDEMPOTENCY_CONFLICT: '同一幂等键已用于不同的请求。',
    QUEUE_FULL: '队列已满，请稍后再试。',
    CHECKPOINT_INVALID: '模型文件不完整或已损坏，请重新获取。',
    CHECKPOINT_TENSOR_MISSING: '模型文件缺少网络所需的张量，请换一个文件。',
    CHECKPOINT_UNSUPPORTED: '不支持该模型文件的网络或数据类型。',
    DOWNLOAD_FAILED: '下载失败；已下载的部分会保留，请检查网络后重试。',
    DOWNLOAD_CORRUPT: '下载的文件与模型库所示的不符，已删除，请重试。',
    JOB_NOT_FOUND: '没有这个模型作业；服务器重启后作业记录会清空。',
    PRECISION_SATURATED: '权重超出所选精度的范围，请换一种精度。',
    MEMORY_PLAN_IMPOSSIBLE: '在预算内没有可行方案；请换用策略“自动”、减小尺寸或缩短窗口。',
    OUT_OF_MEMORY: '内存不足；请减小尺寸、缩短窗口或换用更省内存的设置。',
    NON_FINITE_TENSOR: '计算结果出现 NaN 或无穷大，请换一种精度或减小引导强度。',
    STAGE_FAILED: '一个阶段出错中止，请重试。',
    HOST_DIED: '网络进程意外退出，请重试。',
    WORKER_DIED: '工作进程意外退出，请重试。',
    CANCELLED: '已取消。',
    QUERY_TOO_COMPLEX: '请求过于复杂，服务器不予处理。',
    UNAUTHORIZED: '需要有效的 API 密钥。',
    FORBIDDEN: '请求被视为来自其他网站，已拒绝。',
    INTERNAL: '服务器内部错误，原因见服务器日志。',
  },
};

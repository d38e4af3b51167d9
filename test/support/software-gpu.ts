import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Folders in which a browser brings SwiftShader along: Vulkan on the processor, and the loader that finds it. */
const FOLDERS = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'];
const DRIVER = 'vk_swiftshader_icd.json';

const folder = FOLDERS.find((path) => existsSync(join(path, DRIVER)));

/**
 * What a process is started with so that it has a graphics card without there being one; null where no browser brings it.
 * It has no float16, and onnxruntime's attention over more than a few dozen tokens is wrong on it (4 lanes a subgroup).
 */
export const SOFTWARE_GPU: Readonly<Record<string, string>> | null =
  folder === undefined
    ? null
    : {
        VK_DRIVER_FILES: join(folder, DRIVER),
        VK_ICD_FILENAMES: join(folder, DRIVER),
        LD_LIBRARY_PATH: folder,
      };

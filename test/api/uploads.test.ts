import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GraphQLAnswer, type TestApi, testApi, UPLOAD, uploadForm } from '../support/api-client.ts';

let api: TestApi;
beforeEach(async () => {
  api = await testApi({ GENESIS_MAX_UPLOAD: '100000' });
});
afterEach(() => api.services.close());

async function post(form: FormData): Promise<GraphQLAnswer> {
  return (await (await api.fetch({ method: 'POST', body: form })).json()) as GraphQLAnswer;
}

describe('uploadAsset', () => {
  it('stores the file with its name and hash', async () => {
    const content = Buffer.from('RIFF and so on');
    const { data } = await post(uploadForm(UPLOAD, content, 'voice 声.wav'));
    expect(data.uploadAsset).toMatchObject({
      __typename: 'UploadAssetSuccess',
      asset: {
        kind: 'AUDIO',
        bytes: 14,
        filename: 'voice 声.wav',
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    });
  });

  it('answers with typed errors for an empty file and for one over the limit', async () => {
    expect((await post(uploadForm(UPLOAD, Buffer.alloc(0), 'a.png'))).data.uploadAsset).toMatchObject({
      code: 'ASSET_UNREADABLE',
      field: 'file',
    });
    expect((await post(uploadForm(UPLOAD, Buffer.alloc(100_001), 'a.png'))).data.uploadAsset).toMatchObject({
      __typename: 'InputError',
      code: 'ASSET_TOO_LARGE',
    });
    expect((await post(uploadForm(UPLOAD, Buffer.alloc(100_000), 'a.png'))).data.uploadAsset).toMatchObject({
      __typename: 'UploadAssetSuccess',
    });
  });

  it('says that the disk is full, or a folder takes no files, without telling its path', async () => {
    for (const [system, code] of [
      ['ENOSPC', 'DISK_FULL'],
      ['EROFS', 'STORAGE_FAILED'],
    ]) {
      api.services.assets.ingest = () =>
        Promise.reject(Object.assign(new Error(`${system}: open '/secret/file'`), { code: system }));
      const answer = await post(uploadForm(UPLOAD, Buffer.from('x'), 'a.png'));
      expect(answer.errors).toMatchObject([{ extensions: { code } }]);
      expect(JSON.stringify(answer)).not.toContain('secret');
    }
    expect(api.logged).toMatchObject([{ err: { code: 'ENOSPC' } }, { err: { code: 'EROFS' } }]);
  });

  it('finishes when the operation does not read the file', async () => {
    const { errors } = await post(
      uploadForm('mutation ($file: File!) { noSuchField(file: $file) }', Buffer.alloc(90_000), 'a.png'),
    );
    expect(errors?.[0]?.message).toContain('noSuchField');
  });

  it('says what is wrong with a malformed request', async () => {
    const wrongPath = uploadForm(UPLOAD, Buffer.from('x'), 'a.png');
    wrongPath.set('map', JSON.stringify({ 0: ['variables.__proto__.file'] }));
    const noFile = new FormData();
    noFile.set('operations', JSON.stringify({ query: UPLOAD, variables: { file: null } }));
    noFile.set('map', '{}');
    for (const form of [wrongPath, noFile, new FormData()]) {
      const response = await api.fetch({ method: 'POST', body: form });
      expect(response.status).toBe(400);
      expect(((await response.json()) as GraphQLAnswer).errors).toMatchObject([
        { extensions: { code: 'INPUT_INVALID' } },
      ]);
    }
  });

  it('takes a file only from a multipart request', async () => {
    const { errors } = await api.execute(UPLOAD, { file: 'a.png' });
    expect(errors?.[0]?.message).toContain('File takes a file of a multipart request');
  });
});

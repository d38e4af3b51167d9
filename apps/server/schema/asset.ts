import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { Asset } from '../../../core/runs/service.ts';
import { builder } from './builder.ts';

const AssetKindEnum = builder.enumType('AssetKind', { values: ['IMAGE', 'AUDIO', 'VIDEO'] as const });

export const AssetRef = builder.loadableNodeRef<Asset | GenesisError, string>('Asset', {
  id: { resolve: (asset) => asset.id },
  load: async (ids, { services }) =>
    services.assets
      .findMany(ids)
      .map((asset, index) => asset ?? new GenesisError('ASSET_NOT_FOUND', `no asset has the id ${ids[index]}`)),
});

builder.objectType(AssetRef, {
  description: 'A file: uploaded, or made by a generation. The same content is the same asset.',
  fields: (t) => ({
    kind: t.expose('kind', { type: AssetKindEnum }),
    mimeType: t.exposeString('mimeType'),
    sha256: t.exposeString('sha256'),
    bytes: t.expose('bytes', { type: 'SafeInt' }),
    filename: t.exposeString('filename', { nullable: true }),
    width: t.exposeInt('width', { nullable: true, description: 'Pixels.' }),
    height: t.exposeInt('height', { nullable: true, description: 'Pixels.' }),
    seconds: t.exposeFloat('seconds', { nullable: true, description: 'Length of audio or video.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    thumbnail: t.string({
      nullable: true,
      description: 'Path of a small WebP picture of it on this server, at most 320 pixels a side; null for audio.',
      resolve: ({ id, kind }) => (kind === 'AUDIO' ? null : `/thumbnails/${encodeURIComponent(id)}`),
    }),
    url: t.string({
      description: 'Path of the file on this server; takes range requests.',
      resolve: (asset) => `/assets/${encodeURIComponent(asset.id)}`,
    }),
  }),
});

builder.mutationField('uploadAsset', (t) =>
  t.field({
    type: AssetRef,
    description: 'Stores an image, audio or video file, sent as a multipart request.',
    errors: { dataField: { name: 'asset' } },
    args: { file: t.arg({ type: 'File', required: true }) },
    resolve: (_root, { file }, { services }) => services.assets.ingest(file.content, { filename: file.filename }),
  }),
);

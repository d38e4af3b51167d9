CREATE TABLE `assets` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`mime_type` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`filename` text,
	`width` integer,
	`height` integer,
	`seconds` real,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assets_sha256_unique` ON `assets` (`sha256`);--> statement-breakpoint
CREATE TABLE `events` (
	`generation` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`event` text NOT NULL,
	PRIMARY KEY(`generation`, `seq`),
	FOREIGN KEY (`generation`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `generations` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`mode` text NOT NULL,
	`preset` text NOT NULL,
	`spec` text NOT NULL,
	`spec_hash` text NOT NULL,
	`request_hash` text NOT NULL,
	`idempotency_key` text,
	`output_asset` text,
	`queued_at` integer,
	`queued_reason` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`output_asset`) REFERENCES `assets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `generations_idempotency_key_unique` ON `generations` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `generations_by_state` ON `generations` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `generations_in_queue` ON `generations` (`queued_at`,`id`);--> statement-breakpoint
CREATE TABLE `plugin_defaults` (
	`kind` text PRIMARY KEY NOT NULL,
	`plugin` text NOT NULL,
	`options` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `presets` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`built_in` integer NOT NULL,
	`version` integer NOT NULL,
	`settings` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `presets_name_unique` ON `presets` (`name`);--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`generation` text NOT NULL,
	`attempt` integer NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`peak_bytes` integer,
	`error_code` text,
	`error_message` text,
	`result` text,
	FOREIGN KEY (`generation`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_by_attempt` ON `runs` (`generation`,`attempt`);--> statement-breakpoint
CREATE INDEX `runs_by_state` ON `runs` (`state`);--> statement-breakpoint
CREATE TABLE `stage_outputs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run` text NOT NULL,
	`stage` text NOT NULL,
	`window` integer,
	`key` text NOT NULL,
	`cached` integer NOT NULL,
	`seconds` real NOT NULL,
	`peak_bytes` integer,
	`bytes` integer NOT NULL,
	`tensors` text NOT NULL,
	FOREIGN KEY (`run`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `stage_outputs_by_run` ON `stage_outputs` (`run`);
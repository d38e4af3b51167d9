ALTER TABLE `runs` ADD `peak_device_bytes` integer;--> statement-breakpoint
ALTER TABLE `runs` ADD `memory_timeline` text;--> statement-breakpoint
ALTER TABLE `stage_outputs` ADD `peak_device_bytes` integer;--> statement-breakpoint
ALTER TABLE `stage_outputs` ADD `processes` text DEFAULT '[]' NOT NULL;
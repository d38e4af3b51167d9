ALTER TABLE `runs` ADD `error_field` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `error_accepted` text;
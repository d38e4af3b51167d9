ALTER TABLE `runs` ADD `out_of_memory` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `rung` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `next_rung` text;
"""The pages, one file each, drawn from the parts in the folders beside this one."""

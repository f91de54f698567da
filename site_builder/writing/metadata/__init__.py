"""What pages say of themselves in their heads, for machines that read pages."""

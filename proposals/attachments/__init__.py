"""Attachments of a proposal: photos and documents, judged by their content."""

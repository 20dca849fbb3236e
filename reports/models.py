"""Issued packs and returns, frozen as issued."""
